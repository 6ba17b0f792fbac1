"""Why the system refused a file, in German words; it says so in its own language."""

import errno

_WORDS = {
    errno.ENOENT: "Ordner oder Datei nicht gefunden",
    errno.EACCES: "der Zugriff ist nicht erlaubt",
    errno.EPERM: "der Zugriff ist nicht erlaubt",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EROFS: "dort lässt sich nichts ändern",
    errno.ENAMETOOLONG: "der Name ist zu lang",
}


def words_of(fault: OSError) -> str:
    """A few words without a full stop; the system's own for what is rare."""
    return _WORDS.get(fault.errno or 0) or fault.strerror or "unbekannter Fehler"
