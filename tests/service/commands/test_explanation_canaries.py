"""Whatever is asked at the terminal: nothing sensitive is answered."""

import os

import pytest
from sqlalchemy import select

from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.explaining.question import QuestionKind
from service.ports import SystemClock
from tests.canary import plant, sings
from tests.service.commands.conftest import Cli

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-canaries")]
MONDAY = "2027-03-01"


def test_no_explanation_at_the_terminal_tells_what_is_sensitive(office: Cli) -> None:
    store = Store(make_engine(os.environ["LUECKENLOS_DATABASE_URL"]), SystemClock())
    with store.system_read() as session:
        tenant = session.scalars(select(Tenant.id)).one()
    with store.write(tenant) as session:
        plant(session)
    assert office("absence", "report", "T-001", "--from", MONDAY).code == 0
    proposal = office("plan", "--from", MONDAY, "--json").json["id"]
    plan = office("plan", "--show", proposal, "--json").json
    child = [*plan["moves"], *plan["gaps"]][0]["child"]
    about = ("explain", child, "--day", MONDAY, "--proposal", proposal)
    somebody = (*about, "--person", "T-005")
    lines = [about, (*about, "--json"), somebody, (*somebody, "--json")]
    lines += [
        (*somebody, "--question", kind.value, "--since", proposal)
        for kind in QuestionKind
    ]
    answered = 0
    for line in lines:
        told = office(*line)
        answered += told.code == 0
        assert not sings(told.out + told.err), line
    assert answered > len(QuestionKind)
