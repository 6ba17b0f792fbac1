"""What a proposal keeps so that its plan can be derived again: compressed JSON."""

import zlib
from hashlib import sha256

from solver.documents import profile_from_bytes, profile_to_bytes
from solver.profile import RuleProfile
from solver.substitution.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem

_MAX_BYTES = 256 * 1024 * 1024
_LEVEL = 6


def packed(plain: bytes) -> tuple[bytes, str]:
    """Compressed bytes, and the digest of the plain ones."""
    return zlib.compress(plain, _LEVEL), sha256(plain).hexdigest()


def pack_problem(problem: Problem) -> tuple[bytes, str]:
    """Compressed bytes of a problem, and the digest of the plain ones."""
    return packed(problem_to_bytes(problem))


def unpack_problem(document: bytes) -> Problem:
    """The problem out of its compressed bytes."""
    return problem_from_bytes(unpacked(document))


def pack_profile(profile: RuleProfile) -> bytes:
    """Compressed bytes of a resolved rule profile."""
    return zlib.compress(profile_to_bytes(profile), _LEVEL)


def unpack_profile(document: bytes) -> RuleProfile:
    """The rule profile out of its compressed bytes."""
    return profile_from_bytes(unpacked(document))


def pack_plan(plan: Plan) -> bytes:
    """Compressed bytes of a plan."""
    return zlib.compress(plan_to_bytes(plan), _LEVEL)


def unpack_plan(document: bytes) -> Plan:
    """The plan out of its compressed bytes."""
    return plan_from_bytes(unpacked(document))


def digest_of(document: bytes) -> str:
    """Digest of the plain bytes."""
    return sha256(unpacked(document)).hexdigest()


def unpacked(document: bytes) -> bytes:
    """Decompress what was stored; a stream without end is refused."""
    decompressor = zlib.decompressobj()
    plain = decompressor.decompress(document, _MAX_BYTES)
    if decompressor.unconsumed_tail or not decompressor.eof:
        raise ValueError("the stored document is damaged")
    return plain
