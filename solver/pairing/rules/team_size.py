"""Rule 2: a team has the members that its kind has."""

from dataclasses import dataclass

from solver.pairing.cover import Cover
from solver.pairing.kinds import TeamRule
from solver.pairing.problem import Team, TeamKind
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo

_TANDEM, _TRIO = 2, 3


@dataclass(frozen=True, slots=True)
class TeamSizes:
    """Fewest and most members of groups, most childminders of a floater."""

    group_least: int = 4
    group_most: int = 5
    cluster_most: int = 5

    def __post_init__(self) -> None:
        """Refuse sizes that no team has."""
        if not _TANDEM < self.group_least <= self.group_most:
            raise ValueError("Ein Verbund hat mindestens drei und höchstens so viele")
        if self.cluster_most < 1:
            raise ValueError("Eine Vertretungskraft vertritt mindestens eine Person")


class TeamSize(TeamRule[TeamSizes]):
    """Tandems are two, trios three; groups and clusters as the profile says.

    A team that stands today may stay as large as it is.
    """

    info = RuleInfo(
        id=RuleId("team-size"),
        number=2,
        title="Ein Team hat so viele Mitglieder, wie sein Modell vorsieht",
        source=Practice(
            "Tandem 2, Trio 3, Verbund „4+1“ meist 5, Vertretungskraft etwa 5"
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{team_kind}: {count} Mitglieder (vorgesehen: mindestens {least}, höchstens"
            " {most})."
        ),
    )
    indispensable = True
    parameters_type = TeamSizes

    def sizes(self, kind: TeamKind) -> tuple[int, int]:
        """Fewest and most members of a kind."""
        match kind:
            case TeamKind.TANDEM:
                return _TANDEM, _TANDEM
            case TeamKind.TRIO:
                return _TRIO, _TRIO
            case TeamKind.GROUP:
                return self.parameters.group_least, self.parameters.group_most
            case TeamKind.CLUSTER:
                return 1, self.parameters.cluster_most

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """Refuse too few or too many."""
        least, most = self.sizes(option.kind)
        count = len(option.members)
        stands = count > 1 and option in index.index.problem.existing
        if least <= count <= most or stands:
            return None
        return self.refusal(
            team_kind=option.kind.value, count=count, least=least, most=most
        )
