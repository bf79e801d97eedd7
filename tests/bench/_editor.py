"""An editor who knows what is true of the review exercise, and rules on it by hand."""

from __future__ import annotations

from statements.exercise import exercise_articles

FIELDS = ("content", "cue", "speaker", "stance", "kind", "to", "session")
NAMES = {"to": "addressees"}
_MOST = 100  # statements, lest a queue that never ends be worked for ever


class Editor:
    """Clears the queue; ``names`` are the institutions by their codes."""

    def __init__(self, hands, names):
        self.hands = hands
        self.page = hands.page
        self.names = names
        self.articles = {one.title: one for one in exercise_articles()}
        self.known: set[str] = set()
        self.read_before: set[str] = set()
        self.notice_is_new = True

    def clear(self):
        """Begin, and rule until nothing is left; returns how many statements were ruled on."""
        self.hands.decide()
        self.hands.press("Enter")
        for ruled in range(_MOST):
            self._sign_if_asked()
            if not self.page.locator("#workspace").count():
                return ruled
            self._rule()
        raise AssertionError("The queue does not end.")

    def _sign_if_asked(self):
        notice = self.page.locator(".is-sign")
        if notice.count():
            self.hands.at("article fully reviewed")
            if self.notice_is_new:
                self.hands.read(notice.inner_text())
            self.notice_is_new = False
            self.hands.decide()
            self.hands.press("f")

    def _rule(self):
        article = self.articles[self.page.locator(".rv-article h1").inner_text()]
        if article.slug not in self.known:
            self.known.add(article.slug)
            self._read(article)
            if self._add_missed(article):
                return
        self._look_at(article)

    def _read(self, article):
        self.hands.at("reading an article")
        self.hands.read(f"{article.title} {article.text}")

    # What is a statement

    def _add_missed(self, article):
        missed = [
            one
            for at, one in enumerate(article.planted)
            if not one.found and not self._is_run_into(article, at)
        ]
        for one in missed:
            self.hands.at("missed statement")
            self.hands.decide()
            self.hands.select(one.truth.content)
            self.hands.press("g")
            self._check(one.truth, article, "missed statement")
        return bool(missed)

    @staticmethod
    def _is_run_into(article, at):
        """The words of this statement were taken for the end of the one before."""
        before = article.planted[at - 1].found if at else ()
        return any(one.content[1] >= article.planted[at].truth.content[1] for one in before)

    def _look_at(self, article):
        at = self._planted(article)
        planted = article.planted[at]
        if planted.truth is None:
            self.hands.at("no statement")
            self._read_form()
            self.hands.decide()
            self.hands.press("r")
        elif at + 1 < len(article.planted) and self._runs_on(article, at):
            self.hands.at("split")
            self._read_form()
            self.hands.decide()
            second = article.planted[at + 1].truth
            self.hands.select(second.content)
            self.hands.press("x")
            self._check(second, article, "split")
        else:
            if len(planted.found) > 1:
                self.hands.at("join")
                self._read_form()
                self.hands.decide()
                self.hands.press("j")
            self._check(planted.truth, article)

    def _runs_on(self, article, at):
        return not article.planted[at + 1].found and self._is_run_into(article, at + 1)

    def _planted(self, article):
        """The one of the article's statements that is at hand: by its cue, else by its content."""
        cue, content = self._places("cue")[0], self._places("content")[0]
        near = [
            (abs(one.cue[0] - cue[0]), abs(one.content[0] - content[0]), at)
            for at, each in enumerate(article.planted)
            for one in each.found
        ]
        return min(near)[2]

    # What is said of it

    def _check(self, truth, article, kind="confirm"):
        """Compare what the form says with what is true, mend what is not, go on."""
        wrong = [name for name in FIELDS if not self._is_right(name, truth, article)]
        self.hands.at(
            kind if not wrong else self.hands.kind, rulings=kind == "confirm" and not wrong
        )
        self._read_form()
        self.hands.decide()
        for name in wrong:
            self.hands.at(NAMES.get(name, name))
            self.hands.decide()
            getattr(self, f"_mend_{name}")(truth, article)
            assert self._is_right(name, truth, article), (name, truth, self.page.url)
        self.hands.press("c")

    def _read_form(self):
        """Its words, and what is chosen; what was chosen in the form before is seen at a glance."""
        chosen = self.page.locator(
            ".rv-fields label:has(:checked) .rv-label, .rv-chips label:has(:checked) span"
        ).all_inner_texts()
        self.hands.read(" ".join([self._words("content"), self._words("cue")]))
        self.hands.read(" ".join(each for each in chosen if each not in self.read_before))
        self.read_before = set(chosen)

    def _words(self, name):
        return self.page.locator(f"#id_{name}_words").input_value()

    def _places(self, name):
        value = self.page.locator(f"#id_{name}_at").input_value()
        return [tuple(map(int, part.split("-"))) for part in value.split()]

    def _chosen(self, name):
        """What is checked, as the page calls it, without how it is explained."""
        checked = self.page.locator(f"label:has([name={name}]:checked) .rv-label, "
                                    f".rv-chips label:has([name={name}]:checked) span")  # fmt: skip
        return {each.strip() for each in checked.all_inner_texts()}

    def _value(self, name):
        return self.page.locator(f"[name={name}]:checked").input_value()

    def _is_right(self, name, truth, article):
        if name in ("content", "cue"):
            text = article.text
            return [text[slice(*one)].strip('"') for one in self._places(name)] == [
                text[slice(*getattr(truth, name))].strip('"')
            ]
        if name in ("stance", "kind"):
            return self._value(name) == getattr(truth, name)
        if name == "speaker":
            unnamed = self._value("speaker_type") == "unnamed"
            return unnamed if truth.speaker is None else self._chosen("speaker") == {truth.speaker}
        if name == "to":
            return self._chosen("addressee") == {self.names[code] for code in truth.to}
        return self._session_is(truth.session)

    def _session_is(self, day):
        detail = self.page.locator("label:has([name=session]:checked)")
        if day is None:
            return not self._value("session")
        return bool(self._value("session")) and _told(day) in detail.inner_text()

    def _mend_content(self, truth, article):
        self.hands.select(truth.content)
        self.hands.press("t")

    def _mend_cue(self, truth, article):
        self.hands.select(truth.cue)
        self.hands.press("v")

    def _mend_stance(self, truth, article):
        self.hands.click(self.page.locator(f"label:has([name=stance][value={truth.stance}])"))

    def _mend_kind(self, truth, article):
        self.hands.click(self.page.locator(f"label:has([name=kind][value={truth.kind}])"))

    def _mend_speaker(self, truth, article):
        if truth.speaker is None:
            self.hands.click(self.page.locator("label:has([name=speaker_type][value=unnamed])"))
            return
        shown = self.page.locator("[data-choices-of=speaker] .rv-choices > label")
        wanted = shown.filter(has_text=truth.speaker)
        if not wanted.count():
            self.hands.press("b")
            self.hands.type(truth.speaker.split()[-1])
            wanted.first.wait_for()
        self.hands.read(" ".join(shown.locator(".rv-label").all_inner_texts()))
        key = wanted.first.locator("kbd").inner_text()
        if self._is_typing():
            self.hands.click(wanted.first)
        else:
            self.hands.press(key)

    def _is_typing(self):
        return self.page.evaluate("document.activeElement.type === 'search'")

    def _mend_to(self, truth, article):
        wanted = {self.names[code] for code in truth.to}
        for name in self._chosen("addressee") - wanted:
            self.hands.click(self._addressee(name))
        for name in wanted - self._chosen("addressee"):
            if self._addressee(name).count():
                self.hands.click(self._addressee(name))
                continue
            self.hands.press("i")
            self.hands.type(name)
            self.hands.press("Enter")
            self._addressee(name).locator(":checked").wait_for()

    def _addressee(self, name):
        shown = self.page.locator("[data-choices-of=ministry] label")
        return shown.filter(has=self.page.get_by_text(name, exact=True))

    def _mend_session(self, truth, article):
        if truth.session is None:
            self.hands.click(self.page.locator("[data-choices-of=session] .is-none"))
            return
        shown = self.page.locator("[data-choices-of=session] .rv-choices > label")
        self.hands.read(" ".join(shown.all_inner_texts()))
        self.hands.click(shown.filter(has_text=_told(truth.session)).first)


_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو")


def _told(day):
    """A day of the exercise as the Arabic pages write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
