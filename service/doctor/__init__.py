"""``doctor``: is what is stored whole? Checks everything, changes nothing."""

from service.doctor.examine import doctor
from service.doctor.finding import Finding

__all__ = ["Finding", "doctor"]
