from datetime import timedelta

import pytest

from foodsave.errors import Invalid
from foodsave.infra.db.idempotency import Answers, forget_answers
from foodsave.infra.db.scope import Scope


async def test_answers_are_given_again_to_the_same_request(home):
    async with home.writing() as scope:
        await Answers(scope, now=home.clock.now()).remember("k", "f1", 202, {"id": "żółć"})

    async with home.reading() as scope:
        assert await Answers(scope, now=home.clock.now()).find("k", "f1") == (202, {"id": "żółć"})


async def test_answers_refuse_a_key_that_was_used_for_another_request(home):
    async with home.writing() as scope:
        await Answers(scope, now=home.clock.now()).remember("k", "f1", 202, {})

    async with home.reading() as scope:
        with pytest.raises(Invalid, match="fresh key"):
            await Answers(scope, now=home.clock.now()).find("k", "f2")


async def test_answers_of_another_household_are_not_seen(home):
    async with home.writing() as scope:
        await Answers(scope, now=home.clock.now()).remember("k", "f1", 202, {})

    async with home.database.read() as session:
        assert await Answers(Scope(session, "another"), now=home.clock.now()).find("k", "f1") is None


async def test_forget_answers_drops_old_ones_only(home):
    async with home.writing() as scope:
        await Answers(scope, now=home.clock.now()).remember("old", "f1", 202, {})
        home.clock.advance(days=8)
        answers = Answers(scope, now=home.clock.now())
        await answers.remember("new", "f1", 202, {})
        await forget_answers(scope.session, before=home.clock.now() - timedelta(days=7))

        assert await answers.find("old", "f1") is None
        assert await answers.find("new", "f1") is not None


async def test_a_repository_cannot_exist_without_a_household(home):
    with pytest.raises(TypeError, match="scope of a household"):
        Answers(home, now=home.clock.now())
    async with home.database.read() as session:
        with pytest.raises(ValueError, match="household"):
            Scope(session, "")
