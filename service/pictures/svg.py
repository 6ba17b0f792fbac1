"""What every picture is made of: a document that tells itself, and words in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

FONT = '"Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif'


@dataclass(frozen=True, slots=True)
class Told:
    """Title and description for who cannot see a picture."""

    title: str
    sentences: Iterable[str]


def document(
    told: Told, size: tuple[float, float], style: str, defs: str, parts: Iterable[str]
) -> str:
    """A picture as a document of its own, on white.

    Parameters
    ----------
    size
        Width and height [px].
    """
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="de"'
        f' aria-labelledby="title desc" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}">\n'
        f'<title id="title">{escape(told.title)}</title>\n'
        f'<desc id="desc">{escape(" ".join(told.sentences))}</desc>\n'
        f"<style>{style}</style><defs>{defs}</defs>\n"
        '<rect width="100%" height="100%" fill="#ffffff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def text(x: float, y: float, words: str, style: str = "") -> str:
    """Words at a place, their baseline at ``y``."""
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
