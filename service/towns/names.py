"""Words to invent people and places from; no real person is meant.

Family names are put together of two parts, so that towns have thousands of them.
"""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN: Final = _words(
    """
    Adelheid Agnes Alina Amelie Anja Annika Antje Ayla Beate Birgit Britta Carina
    Carola Christa Dagmar Daria Dorothee Edith Elena Elif Elke Elvira Emine Esther
    Eva Fatma Felicitas Franka Frauke Frieda Gesine Gisela Greta Gudrun Hanna Heike
    Helene Helga Henrike Hilke Ilka Ina Inga Ingrid Irina Iris Jana Janina Jasmin
    Jelena Judith Julia Jutta Karin Katja Kerstin Klara Larissa Lea Leonie Lilli
    Linda Lotte Luise Madita Magda Maike Malin Manuela Mareike Margit Marlene Marta
    Mechthild Meike Melek Merle Mirjam Nadja Natalia Nele Nicole Nina Nora Olga
    Paula Petra Pia Ramona Rebekka Regina Renate Rieke Romy Rosa Sabine Sarah Selma
    Sevgi Sibylle Silke Simone Sina Sofia Solveig Stefanie Svea Swantje Tabea Tamara
    Tanja Thea Ulrike Ursula Uta Valentina Vera Verena Wiebke Wilma Yasemin Zeynep
    Zoë
    """
)
"""Given names."""

MEN: Final = _words(
    """
    Achim Albert Ali Anton Arne Artur Axel Bastian Benno Bernd Björn Boris Bruno
    Carsten Cem Clemens Daniel Dennis Dirk Eike Emil Enno Erik Fabian Felix Finn
    Florian Frank Friedrich Georg Gerd Hannes Hauke Heiner Henning Holger Ingo Jakob
    Jan Jens Jonas Jörg Karl Kevin Klaas Konrad Lars Lasse Lennart Leon Linus Ludwig
    Lukas Malte Manfred Marek Markus Mats Mehmet Michel Moritz Murat Nils Noah Ole
    Oskar Patrick Paul Peer Philipp Rainer Ralf Ruben Samuel Sebastian Simon Sönke
    Stefan Theo Thies Timo Tobias Uwe Viktor Volker Wolfgang Yannik Yusuf
    """
)
"""Given names."""

NAME_STARTS: Final = _words(
    """
    Ahl Alten Amsel Au Bach Berg Birken Blumen Boden Brand Breiten Brink Brunn
    Buchen Burg Dahl Dorn Drei Eber Eck Eichen Elm Erlen Eschen Falken Feld Fichten
    Finken Föhren Forst Freuden Fried Garten Gold Grau Greven Grün Hage Hain Hallen
    Hasel Hecken Heide Hell Hessel Hirsch Hoch Holl Holz Horst Hutten Kalten Kamp
    Kirsch Klee Korn Kranich Krähen Lang Lauen Laub Lerchen Linden Loh Luch Mai Mehl
    Mohn Moor Mühl Neu Nieder Nord Ober Oster Pappel Quell Reben Reh Reit Rieden
    Ritter Roden Roggen Rosen Rot Rüster Sand Schell Schilf Schlehen Schmal Schwal
    Schwanen See Sonnen Sperling Stein Stern Storch Süd Tann Thal Tiefen Torf Ulmen
    Vogel Wald Weiden Weiler Weizen Wende Wester Wiesen Wild Winter Wolken Zander
    Ziegel
    """
)
"""First parts of family names."""

NAME_ENDS: Final = _words(
    """
    bach berger brink bruch dorf feld fels garten grund hagen halm hauer heim hoff
    holt horn hus kamp kötter land loh mann maier meister mühl müller nagel reuter
    riede rath sang schmid see städter stedt stein steg strauch tal trop wald wart
    weber wehr wieser winkel wirth
    """
)
"""Second parts of family names."""

DISTRICTS: Final = _words(
    """
    Altdorf Aulen Birkenau Brockhagen Dornbusch Eichholz Erlenbruch Falkenhorst
    Feldmark Friedrichsau Grünhof Hainbuch Heidkamp Hochfeld Kirchrode Kornhof
    Lindenhof Lohheide Marienau Mühlenberg Neuenkamp Niederwiese Nordviertel
    Oberdorn Osterfelde Pappelhain Quellgrund Rosenau Sandforth Schlehdorn Seefeld
    Sonnenberg Steinkuhle Südviertel Talmühle Ulmenhof Vogelsang Waldfrieden
    Weidenau Westmark Wiesenthal Ziegelei
    """
)
"""Names of districts."""

STREETS: Final = tuple(
    street.replace("_", " ")
    for street in _words(
        """
        Ahornweg Akazienallee Am_Anger Am_Bahndamm Am_Bildstock Am_Hang Am_Kornfeld
        Am_Mühlbach Am_Schafstall Am_Sportplatz Am_Weiher Amselweg An_der_Linde
        Apfelgasse Auf_der_Heide Bachstraße Birkenweg Blumenstraße Brunnenweg
        Buchenallee Dachsweg Dorfanger Drosselweg Eichendamm Erlengrund Eschenweg
        Feldrain Finkenschlag Fliederweg Försterweg Gartenstraße Ginsterweg Goldregenweg
        Grüner_Winkel Hagebuttenweg Haselweg Heckenpfad Heidekamp Hirtenweg Holunderweg
        Im_Grund Im_Rosengarten Im_Winkel Kastanienallee Kiebitzweg Kirschgarten
        Kleiner_Kamp Klostergarten Lerchenfeld Lindenplatz Löwenzahnweg Lupinenweg
        Mittelweg Mohnweg Mühlenstraße Narzissenweg Nelkenweg Obstwiese Pappelweg
        Quellenstraße Rebhuhnweg Ringelblumenweg Rotdornweg Sanddornstraße Schlehenweg
        Schmiedegasse Schwalbenweg Sonnenhang Spatzengasse Starenweg Steinbruchweg
        Tannenweg Tulpenweg Ulmenstraße Veilchenweg Wacholderweg Waldrand Weidenkamp
        Wiesengrund Zaunkönigweg Ziegelhof Zum_Brunnen
        """
    )
)
"""Names of streets; the underscore stands for a space."""
