import re

from playwright.sync_api import expect

from backend.accounts.models import User
from backend.core.models import Question
from backend.test_common.builders import make_question, make_tag
from tests.e2e.visitor import Visitor


def test_a_question_is_added_and_an_attempt_noted_in_two_keystrokes(visitor: Visitor, alice: User) -> None:
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/questions")
    visitor.page.get_by_role("heading", level=1, name="Questions").wait_for()
    visitor.page.get_by_role("button", name="New question").first.wait_for()
    visitor.page.keyboard.press("n")
    drawer = visitor.page.get_by_role("dialog", name="New question")
    expect(drawer).to_be_visible()
    visitor.finds_nothing_wrong()
    visitor.hand.write(drawer.get_by_role("textbox", name="Title"), "Two Sum")
    visitor.presses("button", "Add question", inside=drawer)
    visitor.is_at(re.compile(r"/questions/\d+$"))
    expect(visitor.page.get_by_role("heading", level=1, name="Two Sum")).to_be_visible()
    expect(drawer).to_have_count(0)
    visitor.page.keyboard.press("l")
    visitor.page.keyboard.press("Enter")
    visitor.sees("Attempt noted: Solved")
    visitor.finds_nothing_wrong()
    question = Question.objects.get(user=alice)
    assert (question.attempts_count, question.solved_count) == (1, 1)


def test_filters_live_in_the_address_and_back_takes_them_back(visitor: Visitor, alice: User) -> None:
    tag = make_tag(alice, "graphs")
    for number in range(60):
        question = make_question(alice, f"Path {number:02}" if number % 2 else f"Tree {number:02}")
        if number < 10:
            question.tags.add(tag)
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/questions")
    visitor.sees("60 questions")
    visitor.writes("Search questions", "tree")
    visitor.is_at(re.compile(r"search=tree"))
    visitor.sees("30 questions")
    visitor.presses("button", re.compile("^Question"))
    visitor.is_at(re.compile(r"ordering=title"))
    expect(visitor.page.get_by_role("row").nth(1)).to_contain_text("Tree 00")
    visitor.finds_nothing_wrong()
    visitor.presses("link", "Tree 00")
    visitor.is_at(re.compile(r"/questions/\d+$"))
    visitor.page.go_back()
    visitor.is_at(re.compile(r"search=tree.*ordering=title|ordering=title.*search=tree"))
    visitor.sees("30 questions")
    visitor.page.go_back()
    expect(visitor.page).not_to_have_url(re.compile("ordering=title"))
    visitor.page.reload()
    visitor.sees("30 questions")


def test_many_questions_are_changed_at_once(visitor: Visitor, alice: User) -> None:
    make_tag(alice, "graphs")
    for title in ("Bridges", "Islands", "Two Sum"):
        make_question(alice, title)
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/questions")
    visitor.presses("checkbox", "Select Bridges")
    visitor.presses("checkbox", "Select Islands")
    bar = visitor.page.get_by_role("region", name="Selected questions")
    expect(bar.get_by_text("2 questions selected")).to_be_visible()
    visitor.finds_nothing_wrong()
    visitor.presses("button", "Rate", inside=bar)
    visitor.presses("menuitem", "Hard")
    expect(visitor.page.get_by_role("row").filter(has_text="Hard")).to_have_count(2)
    visitor.comes_to(2, Question.objects.filter(difficulty="Hard").count)
    visitor.presses("button", "Delete", inside=bar)
    dialog = visitor.page.get_by_role("dialog", name="Delete 2 questions?")
    expect(dialog).to_be_visible()
    visitor.finds_nothing_wrong()
    visitor.presses("button", "Delete 2 questions", inside=dialog)
    expect(visitor.page.get_by_role("row")).to_have_count(2)
    visitor.comes_to(["Two Sum"], lambda: list(Question.objects.values_list("title", flat=True)))
