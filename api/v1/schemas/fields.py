"""Fields that speak German and take nothing for something else."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypedDict, TypeVar, Unpack
from uuid import UUID

from marshmallow import ValidationError, fields, validate

from api.v1.schemas import words
from service.i18n import translate_sentence

Word = TypeVar("Word", bound=Enum)

NO_CONTROLS = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
ONE_AT = r"^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$"
UUID_LENGTH = 36
"""With hyphens; other spellings of the same id would be other ids for a cache."""

LONGEST_SCALAR = 200


class Options(TypedDict, total=False):
    """What every field can be told."""

    required: bool
    allow_none: bool
    load_default: object
    attribute: str
    metadata: Mapping[str, object]


def _said(**own: str) -> dict[str, str | list[Any] | dict[Any, Any]]:
    """Messages of a field; marshmallow asks for this type."""
    return {
        "required": words.MISSING,
        "null": words.EMPTY,
        "validator_failed": words.OUT_OF_RANGE,
        "too_large": words.OUT_OF_RANGE,
        **own,
    }


def _is_plain(text: str) -> bool:
    """No control characters but line ends and tabs, no half characters."""
    return not any(
        unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t"
        for sign in text
    )


class Text(fields.String):
    """Text without control characters; lengths count characters."""

    default_error_messages = _said(invalid=words.NOT_TEXT, invalid_utf8=words.NOT_TEXT)
    pattern = NO_CONTROLS

    def __init__(
        self, *, shortest: int = 0, longest: int = 200, **options: Unpack[Options]
    ) -> None:
        options["metadata"] = {"pattern": self.pattern, **options.get("metadata", {})}
        super().__init__(
            validate=validate.Length(shortest, longest, error=words.TOO_LONG),
            **options,
        )

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> str:
        del attr, data, more
        if not isinstance(value, str) or not _is_plain(value):
            raise self.make_error("invalid")
        return value


class Email(Text):
    """An address with something on both sides of one @ and no blanks."""

    pattern = ONE_AT

    def __init__(self, **options: Unpack[Options]) -> None:
        super().__init__(shortest=3, longest=254, **options)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> str:
        text = super()._deserialize(value, attr, data, **more)
        local, at, domain = text.partition("@")
        blank = any(sign.isspace() for sign in text)
        if not (local and at and domain) or "@" in domain or blank:
            raise ValidationError(words.NOT_EMAIL)
        return text


class Whole(fields.Integer):
    """A whole number, bounds inclusive; neither 3.5 nor "3" nor true."""

    default_error_messages = _said(invalid=words.NOT_WHOLE)

    def __init__(self, *, least: int, most: int, **options: Unpack[Options]) -> None:
        super().__init__(
            strict=True,
            validate=validate.Range(least, most, error=words.OUT_OF_RANGE),
            **options,
        )

    def _validated(self, value: object) -> int:
        if isinstance(value, bool | str) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class QueryWhole(fields.Integer):
    """A whole number in an address, where everything is text; bounds inclusive."""

    default_error_messages = _said(invalid=words.NOT_WHOLE)

    def __init__(self, *, least: int, most: int, **options: Unpack[Options]) -> None:
        super().__init__(
            validate=validate.Range(least, most, error=words.OUT_OF_RANGE), **options
        )

    def _validated(self, value: object) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise self.make_error("invalid", input=value)
        return super()._validated(value[:9])


class Number(fields.Float):
    """A finite number, bounds inclusive."""

    default_error_messages = _said(invalid=words.NOT_NUMBER, special=words.NOT_NUMBER)

    def __init__(
        self, *, least: float, most: float, **options: Unpack[Options]
    ) -> None:
        super().__init__(
            validate=validate.Range(least, most, error=words.OUT_OF_RANGE), **options
        )

    def _validated(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class YesNo(fields.Boolean):
    """true or false, nothing that only looks like it."""

    default_error_messages = _said(invalid=words.NOT_YES_NO)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> bool:
        del attr, data, more
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A calendar day, as 2026-11-02 and no other way."""

    default_error_messages = _said(invalid=words.NOT_DAY, format=words.NOT_DAY)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> date:
        del attr, data, more
        try:
            if isinstance(value, str) and len(value) == len("2026-11-02"):
                return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError(words.NOT_DAY) from error
        raise self.make_error("invalid", input=value, obj_type="date")


class Instant(fields.AwareDateTime):
    """An instant in UTC, as 2026-11-02T05:10:00+00:00."""

    default_error_messages = _said(
        invalid=words.NOT_INSTANT,
        invalid_awareness=words.NOT_INSTANT,
        format=words.NOT_INSTANT,
    )


class Id(fields.UUID):
    """The id of a row."""

    default_error_messages = _said(invalid_uuid=words.NOT_ID, invalid=words.NOT_ID)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> UUID:
        del attr, data, more
        if not isinstance(value, str) or len(value) != UUID_LENGTH:
            raise self.make_error("invalid_uuid")
        return self._validated(value)


class Choice(fields.Enum[Word]):
    """One word of a vocabulary, by its value."""

    default_error_messages = _said(unknown=words.NOT_A_CHOICE)

    def __init__(self, words_of: type[Word], **options: Unpack[Options]) -> None:
        super().__init__(words_of, by_value=True, **options)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> Word:
        del attr, data, more
        try:
            if isinstance(value, str):
                return self.enum(value)
        except ValueError as error:
            raise ValidationError(words.NOT_A_CHOICE) from error
        raise self.make_error("unknown", choices=self.choices_text)


class Scalar(fields.Field[int | str | bool]):
    """A whole number, a text, or true and false: no rule has a fraction."""

    default_error_messages = _said(invalid=words.NOT_SCALAR)

    def __init__(self, **options: Unpack[Options]) -> None:
        options["metadata"] = {
            "type": ["integer", "string", "boolean"],
            "maxLength": LONGEST_SCALAR,
            "pattern": NO_CONTROLS,
            **options.get("metadata", {}),
        }
        super().__init__(**options)

    def _deserialize(
        self, value: object, attr: object, data: object, **more: object
    ) -> int | str | bool:
        del attr, data, more
        if isinstance(value, str) and len(value) <= LONGEST_SCALAR and _is_plain(value):
            return value
        if isinstance(value, bool | int):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)  # JSON knows no difference between 30 and 30.0
        raise self.make_error("invalid")


class Listed(fields.List[Any]):
    """A list of one kind of field."""

    default_error_messages = _said(invalid=words.NOT_LIST)


class Told(fields.String):
    """A German sentence that is sent in the language of the reader."""

    def _serialize(
        self, value: object, attr: str | None, obj: object, **more: object
    ) -> str | None:
        said = super()._serialize(value, attr, obj, **more)
        return None if said is None else translate_sentence(str(said))
