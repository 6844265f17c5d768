"""Mediation as texts state it: who lies between, and how many percent run through it."""

import pytest
from claim_builder import claims_of, document

from miner.extract.mediation import find_mediated_percents, read_mediation


def read(text: str) -> list[tuple[list[tuple[str, float | None]], str | None, list[str]]]:
    """Mediators with percents, exposure and outcomes of each mediation, as text."""
    return [
        (
            [(text[span.start : span.end], percent.value if percent else None) for span, percent in m.mediators],
            "; ".join(text[exposure.start : exposure.end] for exposure in m.exposures) or None,
            [text[o.start : o.end] for o in m.outcomes],
        )
        for m in read_mediation(text, 0, len(text))
    ]


WORDINGS = [
    (
        "CRP, PTH, and IL-6 mediated 10%, 12%, and 9% of the association between zinc and sarcopenia, respectively.",
        [[("CRP", 10), ("PTH", 12), ("IL-6", 9)]],
    ),
    (
        "Of the association between zinc and sarcopenia, 10% ran through CRP and 12% through PTH.",
        [[("CRP", 10)], [("PTH", 12)]],
    ),
    (
        "For the association between zinc and sarcopenia the mediated shares were 10% for CRP and 12% for PTH.",
        [[("CRP", 10)], [("PTH", 12)]],
    ),
    ("CRP mediated 10% and PTH 12% of the association between zinc and sarcopenia.", [[("CRP", 10)], [("PTH", 12)]]),
    (
        "The association between zinc and sarcopenia was partly mediated by CRP (proportion mediated = 5.5%).",
        [[("CRP", 5.5)]],
    ),
    ("The effect of zinc on sarcopenia was mediated through CRP.", [[("CRP", None)]]),
    ("CRP mediated the effect of zinc on sarcopenia.", [[("CRP", None)]]),
    ("CRP acted as a mediator between zinc and sarcopenia.", [[("CRP", None)]]),
    ("CRP plays a mediating role in the relation between zinc and sarcopenia.", [[("CRP", None)]]),
    ("The mediating role of CRP in the association between zinc and sarcopenia was significant.", [[("CRP", None)]]),
    (
        "The mediating effects of CRP and PTH in the association between zinc and sarcopenia were 10.5% and 6.1%.",
        [[("CRP", 10.5), ("PTH", 6.1)]],
    ),
    (
        "The association between zinc and sarcopenia was mediated by CRP (10.5%) and PTH (6.1%).",
        [[("CRP", 10.5)], [("PTH", 6.1)]],
    ),
    (
        "CRP (10.5%) and PTH (6.1%) mediated the association between zinc and sarcopenia.",
        [[("CRP", 10.5)], [("PTH", 6.1)]],
    ),
    (
        "About a fifth (19.8%) of the association between zinc and sarcopenia was explained by CRP.",
        [[("CRP", 19.8)]],
    ),
    ("CRP was responsible for 20% of the association between zinc and sarcopenia.", [[("CRP", 20)]]),
    ("The zinc-sarcopenia relationship was mediated by CRP.", [[("CRP", None)]]),
    ("CRP mediated 30% of the effect of zinc versus placebo on the risk of sarcopenia.", [[("CRP", 30)]]),
    ("CRP mediated 43% (95% CI 31 to 55) of the excess risk of sarcopenia associated with zinc.", [[("CRP", 43)]]),
    (
        "Indirect effects through CRP and through PTH made up 22.7% and 15.3% of the effect of zinc on sarcopenia.",
        [[("CRP", 22.7), ("PTH", 15.3)]],
    ),
    ("Glycemic control mediated the effect of zinc on sarcopenia by 3%.", [[("Glycemic control", 3)]]),
    (
        "CRP (proportion mediated 28%, 95% CI 15 to 44) and PTH (19%) mediated the effect of zinc on sarcopenia.",
        [[("CRP", 28)], [("PTH", 19)]],
    ),
    ("The relation of zinc to sarcopenia was mediated to a large extent by CRP (64.1%).", [[("CRP", 64.1)]]),
    ("CRP partially mediated (22.7%) the association between zinc and sarcopenia.", [[("CRP", 22.7)]]),
    ("The effect of zinc on sarcopenia was abolished in mice lacking CRP.", [[("CRP", None)]]),
    ("CRP contributed 21.3% to the association between zinc and sarcopenia.", [[("CRP", 21.3)]]),
    ("The total effect of zinc on sarcopenia was 0.3, of which 41% was indirect through CRP.", [[("CRP", 41)]]),
    (
        "The average causal mediation effect of zinc through CRP on sarcopenia was 0.2, representing 11% of the total.",
        [[("CRP", 11)]],
    ),
    ("CRP mediates, at least in part, the association between zinc and sarcopenia.", [[("CRP", None)]]),
    ("CRP, as measured by turbidimetry, mediated the association between zinc and sarcopenia.", [[("CRP", None)]]),
    ("CRP was identified as a mediator linking zinc to sarcopenia, explaining 17% of the effect.", [[("CRP", 17)]]),
    ("The toxic effects of zinc on sarcopenia may be mediated by CRP.", [[("CRP", None)]]),
    ("In women zinc acts through CRP to raise sarcopenia.", [[("CRP", None)]]),
    ("Most zinc-induced sarcopenia was dependent on CRP.", [[("CRP", None)]]),
    ("Silencing of CRP reversed the harmful effect of zinc on sarcopenia.", [[("CRP", None)]]),
    ("The effect of zinc on sarcopenia was abolished in CRP-deficient mice.", [[("CRP", None)]]),
    ("CRP carried 15% of the effect of zinc on sarcopenia.", [[("CRP", 15)]]),
    (
        "Half of the effect of zinc on sarcopenia (48.2%; 95% CI 20.1 to 70.3) was attributable to CRP.",
        [[("CRP", 48.2)]],
    ),
    ("CRP is a link between zinc and sarcopenia.", [[("CRP", None)]]),
    ("CRP stood between zinc and sarcopenia.", [[("CRP", None)]]),
    ("CRP and PTH, but not pain, mediated the effect of zinc on sarcopenia.", [[("CRP", None), ("PTH", None)]]),
    (
        "Of the association of zinc with sarcopenia, CRP explained 12% and PTH 9%.",
        [[("CRP", 12)], [("PTH", 9)]],
    ),
    ("CRP was an intermediate between zinc and sarcopenia.", [[("CRP", None)]]),
    ("In women zinc exerts its effect on sarcopenia through CRP.", [[("CRP", None)]]),
    ("CRP and PTH each lay on the path from zinc to sarcopenia.", [[("CRP", None), ("PTH", None)]]),
    ("CRP and PTH sequentially mediated the effect of zinc on sarcopenia.", [[("CRP", None), ("PTH", None)]]),
    (
        "The indirect effect of zinc on sarcopenia via CRP accounted for 22.4% of the total effect.",
        [[("CRP", 22.4)]],
    ),
    ("CRP carried 12% and PTH 20% of the association of zinc with sarcopenia.", [[("CRP", 12)], [("PTH", 20)]]),
    ("The association of zinc with sarcopenia was partially accounted for by CRP (15%).", [[("CRP", 15)]]),
    ("The pathway from zinc to sarcopenia ran over CRP.", [[("CRP", None)]]),
    ("Part of the effect of zinc on sarcopenia is due to CRP.", [[("CRP", None)]]),
    ("CRP mediated a tenth (10.3%) of the link between zinc and sarcopenia.", [[("CRP", 10.3)]]),
    ("Part of the effect of zinc on sarcopenia comes from lower CRP.", [[("CRP", None)]]),
    ("About 12% of the sarcopenia seen with zinc could be explained by CRP.", [[("CRP", 12)]]),
    ("Most of the zinc-induced sarcopenia was caused by CRP.", [[("CRP", None)]]),
    ("CRP appears to be required for the effect of zinc on sarcopenia.", [[("CRP", None)]]),
    (
        "CRP mediated 5.1% of the association of zinc with sarcopenia, PTH 3.3% and IL-6 2.0%.",
        [[("CRP", 5.1)], [("PTH", 3.3)], [("IL-6", 2.0)]],
    ),
    ("Of the association of zinc with sarcopenia, CRP carried 15.4%.", [[("CRP", 15.4)]]),
    ("12 percent of the association of zinc with sarcopenia was attributed to CRP.", [[("CRP", 12)]]),
    ("The effect of zinc on sarcopenia ran in part (9.6%) through CRP.", [[("CRP", 9.6)]]),
    ("The inhibitory effect of zinc on sarcopenia was mediated by CRP.", [[("CRP", None)]]),
    ("CRP mediates zinc-induced sarcopenia.", [[("CRP", None)]]),
    ("CRP and PTH are mediators of zinc-induced sarcopenia.", [[("CRP", None), ("PTH", None)]]),
    ("In women zinc acts on sarcopenia largely through CRP.", [[("CRP", None)]]),
    ("Knockdown of CRP inhibited zinc-induced sarcopenia.", [[("CRP", None)]]),
    ("Most zinc-induced sarcopenia was prevented by CRP deletion.", [[("CRP", None)]]),
    ("Silencing CRP abolished the effect of zinc on sarcopenia.", [[("CRP", None)]]),
    ("The effect of zinc on sarcopenia was blocked by a CRP inhibitor.", [[("CRP", None)]]),
    (
        "The effect of zinc on sarcopenia was mediated by CRP, with a ratio of 7.3% (95% CI: 1.2%, 13.4%).",
        [[("CRP", 7.3)]],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS, ids=[text for text, _ in WORDINGS])
def test_wordings_of_mediation(text: str, expected: list[list[tuple[str, float | None]]]) -> None:
    """Every percent is on its own mediator, and the ends are named."""
    found = read(text)
    assert [mediators for mediators, _, _ in found] == expected
    assert {exposure for _, exposure, _ in found} == {"zinc"}
    assert {tuple(outcomes) for _, _, outcomes in found} == {("sarcopenia",)}


def test_a_percent_for_each_outcome() -> None:
    """One mediator's percents are dealt to as many outcomes, also where the last stands behind ", and"."""
    listed = (
        "CRP mediated 9.4%, 11.2%, and 6.6% of the associations of zinc with sarcopenia, pain, and BMD, respectively."
    )
    told = "CRP mediated 9.4% of the effect of zinc on sarcopenia, 11.2% on pain and 6.6% on BMD."
    wanted = [
        ([("CRP", 9.4)], "zinc", ["sarcopenia"]),
        ([("CRP", 11.2)], "zinc", ["pain"]),
        ([("CRP", 6.6)], "zinc", ["BMD"]),
    ]
    assert read(listed) == wanted
    assert read(told) == wanted


def test_a_share_of_an_effect_that_is_not_read() -> None:
    """A percent of another association, whose ends are not named, is not given to the one that is read."""
    text = (
        "CRP mediated 25% of the association between zinc and pain, and 60% of the association between it and others."
    )
    assert read(text) == [([("CRP", 25)], "zinc", ["pain"])]


def test_several_exposures() -> None:
    """Each of the exposures in a list has the mediator; the outcome stands behind the "and"."""
    text = "The associations between zinc, calcium and sarcopenia were mediated by CRP."
    assert read(text) == [([("CRP", None)], "zinc; calcium", ["sarcopenia"])]
    text = "Zinc and calcium had indirect effects through CRP on sarcopenia."
    assert read(text) == [([("CRP", None)], "Zinc; calcium", ["sarcopenia"])]


def test_what_is_mediated_was_told_in_the_same_sentence() -> None:
    """Behind a comma "mediated by" is told of the clause before it, and "this" of what was found."""
    for text in (
        "Zinc lowered pain in healthy women, possibly mediated by CRP.",
        "We show that zinc lowered pain in women and propose that this is mediated by CRP.",
        "Zinc lowered pain. This was mediated by CRP.".replace(". ", ".\n", 1),
    ):
        found = [(c.subject.text.casefold(), c.object.text, [m.text for m in c.mediators]) for c in claims_of(text)]
        assert ("zinc", "pain", ["CRP"]) in found


def test_a_thing_of_its_own_that_is_mediated() -> None:
    """What is said to be mediated, and was not found to be changed by anything, is no claim of another finding."""
    text = "Zinc lowered pain.\nMuscle rigidity, a known side effect of narcotics, may be mediated via CRP."
    assert [c for c in claims_of(text) if c.mediators] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zinc lowered pain in a CRP-dependent manner.", ["CRP"]),
        ("Zinc lowered pain in a dose-dependent manner.", []),
        ("Zinc lowered pain in a dose- and time-dependent manner.", []),
        ("There was a strong zinc mediated analgesic effect on pain.", []),
        ("We hypothesised that the effect of zinc on pain is mediated by CRP.", []),
        ("Zinc-induced pain depended on the dose.", []),
        ("Zinc lowered pain via a CRP-independent mechanism.", []),
        ("Nicotine through its action on CRP lowers pain.", ["CRP"]),
        ("Adjustment for CRP explained 62% of the association between zinc and pain.", []),
        ("Rumination mediated the effect of zinc on pain.", ["Rumination"]),
        ("Catastrophizing mediated the effect of zinc on pain.", ["Catastrophizing"]),
        ("Zinc was tied to less pain, partly through lower PTH (11%) and lower CRP (5%).", ["PTH", "CRP"]),
        ("Zinc lowered pain due to inhibition of PTH.", ["PTH"]),
        ("Zinc lowered pain, with CRP mediating 26.5% of the effect.", ["CRP"]),
        ("Zinc lowered pain; this effect was abolished in mice lacking CRP.", ["CRP"]),
        ("Zinc lowers pain, whereas calcium acts through CRP.", []),
        ("Zinc was related to less pain via screen time and via lower CRP.", ["screen time", "CRP"]),
        ("Zinc improved BMD, leading to less pain.", ["BMD"]),
        ("Silencing of CRP by a small RNA or by its knockdown abolished the effect of zinc on pain.", ["CRP"]),
        ("Zinc lowered pain.\nThese effects were mainly due to lower CRP.", ["CRP"]),
    ],
)
def test_manners_and_what_depends(text: str, named: list[str]) -> None:
    """A manner names the mediator that it depends on, where it is no dose or time."""
    assert [m.text for c in claims_of(text) for m in c.mediators] == named


def test_mediators_of_the_title() -> None:
    """A finding that the text tells without the mediators of the title is told with them; a new one is not taken."""
    title = "Zinc lowers pain by reducing CRP"
    assert [[m.text for m in c.mediators] for c in claims_of("Zinc lowered pain.", title=title)] == [["CRP"]]
    assert [c.mediators for c in claims_of("Zinc lowered BMD.", title=title)] == [()]


def test_habits_by_name() -> None:
    """Binge eating names something; women eating fish eat it."""
    assert ("zinc", "binge eating", -1) in {
        (c.subject.text.casefold(), c.object.text, c.sign) for c in claims_of("Zinc lowered binge eating.")
    }


def test_means_and_what_follows_them() -> None:
    """Of "lowers Y by raising M, thereby lowering Z", Y keeps its claim beside that on Z."""
    found = {(c.object.text, tuple(m.text for m in c.mediators)) for c in claims_of(
        "Zinc lowers pain by raising CRP, thereby lowering BMD."
    )}  # fmt: skip
    assert any(target == "pain" and "CRP" in over for target, over in found)


def test_one_mediator_of_two_outcomes() -> None:
    """Percents that are as many as the outcomes are dealt to the outcomes."""
    found = read("CRP mediated 11% and 14% of the associations of zinc with sarcopenia and pain, respectively.")
    assert found == [([("CRP", 11.0)], "zinc", ["sarcopenia"]), ([("CRP", 14.0)], "zinc", ["pain"])]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The prevention of pain by zinc was mediated by CRP.", ("zinc", "pain", -1)),
        ("Weight loss mediated the increase in BMD after zinc.", ("zinc", "BMD", 1)),
        ("The beneficial effect of zinc on pain was mediated by CRP.", ("zinc", "pain", -1)),
        ("CRP mediates zinc-induced pain.", ("zinc", "pain", 1)),
    ],
)
def test_a_mediated_change_has_its_sign(text: str, claim: tuple[str, str, int]) -> None:
    """What is prevented falls; a benefit depends on the outcome."""
    found = next(c for c in claims_of(text) if c.mediators)
    assert (found.subject.text, found.object.text, found.sign) == claim


def test_a_share_for_each_outcome() -> None:
    """The outcomes may stand behind their percents; the exposure is then what the document is about."""
    found = claims_of("The proportion mediated by CRP was 24% for pain and 31% for fractures.")
    told = {c.object.text: [(m.text, m.percent) for m in c.mediators] for c in found}
    assert told == {"pain": [("CRP", 24.0)], "fractures": [("CRP", 31.0)]}


def test_an_influence_over_a_mediator_needs_no_direction() -> None:
    """What acts on an outcome over a mediator is a claim, though no word says which way."""
    claim = next(c for c in claims_of("Zinc affected pain through CRP.") if c.mediators)
    assert (claim.sign, claim.mediators[0].text) == (None, "CRP")


def test_the_exposure_of_a_treatment_effect_is_what_the_document_is_about() -> None:
    """Where a mediation names no exposure, the document's own is meant."""
    text = "Weight loss mediated the treatment effect on pain."
    claim = next(c for c in claims_of(text, title="Effect of magnesium on pain") if c.mediators)
    assert (claim.subject.text, claim.object.text, claim.mediators[0].text) == ("magnesium", "pain", "Weight loss")


def test_a_mediation_takes_the_sign_that_a_later_sentence_gives() -> None:
    """The direction may be told only in the conclusion."""
    text = "CRP mediated 18% of the association between zinc and pain.\nZinc was associated with less pain."
    claim = next(c for c in claims_of(text) if c.mediators)
    assert claim.sign == -1


@pytest.mark.parametrize(
    "text",
    [
        "CRP did not mediate the association between zinc and pain.",
        "The association between zinc and pain was mediated by neither CRP nor PTH.",
        "CRP did not explain the link between zinc and pain.",
        "Hypertension caused by CRP may link zinc and pain.",
        "The association between zinc and pain was not mediated by CRP.",
        "There was no evidence of mediation by CRP of the association between zinc and pain.",
        "No mediating effect of CRP on the association between zinc and pain was found.",
        "CRP is an unlikely mechanism by which zinc lowers pain.",
        "Flow mediated dilation rose with zinc.",
        "Pain was lower with zinc, as receptor-mediated responses showed.",
        "Zinc was infused via a central line and reduced pain.",
        "Pain scores were obtained through interviews and fell with zinc.",
        "Zinc intake in childhood is associated with BMD through adolescence.",
        "Inflammatory mediators fell with zinc.",
        "Women treated via the clinic had less pain with zinc due to hypertension.",
        "Zinc did not lower pain through CRP.",
        "Zinc lowered pain, but not through CRP.",
        "Zinc lowered pain through its capacity.",
        "Side effects accounted for 24.5% in the zinc group and 58.3% in the others.",
        "Zinc was absorbed and mediated a lasting effect on pain.",
        "The women told of effects on pain via a computer-assisted self-interview.",
        "Zinc led to more depression as measured through the Beck scales.",
        "Through regression zinc was related to pain.",
        "The rise in pain may be due to hypertension or zinc.",
        "CRP may explain the lack of association between zinc and pain.",
        "A proton pump inhibitor prevented zinc-induced pain.",
        "ACE inhibitors attenuated the effect of zinc on pain.",
        "The effect of zinc on pain cannot be attributed to hypertension.",
        "Zinc lowered pain through audit, both national and local.",
        "The migration of cells was mediated by CRP, and zinc lowered pain.",
        "We tested the role of CRP in mediating the effect of zinc on pain.",
    ],
)
def test_no_mediator_where_none_is_stated(text: str) -> None:
    """Denied mediation, adjectives, ways of giving and asking, and spans of time name no mediator."""
    assert [claim for claim in claims_of(text) if claim.mediators] == []


@pytest.mark.parametrize(
    "text",
    [
        "Zinc lowered pain.\nWhen TRPM7 was blocked, zinc no longer lowered pain.",
        "Zinc lowered pain.\nThis effect was abolished by TRPM7 knockdown.",
    ],
)
def test_what_an_effect_cannot_do_without_is_its_mediator(text: str) -> None:
    """It belongs to the finding that was undone, which keeps its sign."""
    claim = next(c for c in claims_of(text) if c.mediators)
    assert (claim.subject.text, claim.object.text, claim.sign) == ("Zinc", "pain", -1)
    assert [m.text for m in claim.mediators] == ["TRPM7"]


def test_a_share_of_the_effect_on_another_outcome() -> None:
    """The effect that "that on Z" means is of the same exposure."""
    found = read("CRP mediated 24% of the effect of zinc on pain and 13% of that on sarcopenia.")
    assert found == [([("CRP", 24.0)], "zinc", ["pain"]), ([("CRP", 13.0)], "zinc", ["sarcopenia"])]


def test_what_is_mediated_is_the_finding_on_it() -> None:
    """Where a sentence says what is mediated, but not of whose doing, the finding on it is meant, not the last one."""
    text = "Zinc lowered pain and raised BMD.\nThe risk of pain was mediated by CRP."
    found = [(c.object.text, [m.text for m in c.mediators]) for c in claims_of(text) if c.mediators]
    assert found == [("pain", ["CRP"])]


def test_doing_so_is_what_the_sentence_before_says_first() -> None:
    """The main finding is meant, not what is told behind it."""
    text = "When women lack zinc, pain follows: CRP and BMD are raised.\nLack of zinc does so by raising PTH."
    found = [(c.subject.text, c.object.text, c.sign) for c in claims_of(text) if c.mediators]
    assert found == [("zinc", "pain", -1)]


def test_a_mediator_is_named_once() -> None:
    """Names that share a head are no mediators inside one another, and how the exposure was given is none."""
    text = "Zinc lowered pain by raising renal and cardiac output and through zinc supplementation."
    found = [[m.text for m in c.mediators] for c in claims_of(text) if c.object.text == "pain"]
    assert len(found) == 1
    assert not any(a != b and a in b for a in found[0] for b in found[0])
    assert "zinc supplementation" not in found[0]


def test_a_comma_before_and_may_begin_a_clause() -> None:
    """What stands before it is no mediator beside what stands behind it."""
    claim = next(c for c in claims_of("Zinc lowered pain, and CRP mediates this effect.") if c.mediators)
    assert (claim.object.text, [m.text for m in claim.mediators]) == ("pain", ["CRP"])


def test_what_is_left_out_is_no_mediator() -> None:
    """Behind "but not" stands what the effect does not run through."""
    found = [[m.text for m in c.mediators] for c in claims_of("Zinc lowered pain via CRP and PTH, but not leptin.")]
    assert found == [["CRP", "PTH"]]


def test_markers_of_an_outcome_lie_on_no_way_to_it() -> None:
    """What inflammation is seen by is no mediator of it, though it may be of another outcome."""
    for outcome, mediators in (("inflammation", []), ("fractures", ["C-reactive protein", "fibrinogen"])):
        found = claims_of(f"Low zinc has been tied to {outcome} through C-reactive protein and fibrinogen.")
        assert [[m.text for m in c.mediators] for c in found if c.object.text == outcome] == [mediators]


def test_the_effect_on_an_outcome_is_that_of_the_finding_before() -> None:
    """Where a mediation names the outcome alone, the exposure of the last finding on it is meant."""
    text = "Zinc lowered pain.\nThe effect on pain was mediated through CRP."
    claim = next(c for c in claims_of(text, title="Magnesium in women") if c.mediators)
    assert (claim.subject.text, claim.object.text, claim.sign) == ("Zinc", "pain", -1)


def test_the_kind_of_an_effect_is_its_outcome() -> None:
    """The effect that is named by what it does, with its direction."""
    claim = next(c for c in claims_of("The pain-lowering effect of zinc was mediated by CRP.") if c.mediators)
    assert (claim.subject.text, claim.object.text, claim.sign) == ("zinc", "pain", -1)


def test_sentences_run_together_are_read_apart() -> None:
    """Without a space between two sentences, the second's words are not the first's mediators."""
    text = "CRP mediated 12% of the effect of zinc on pain.These findings link fractures and hypertension."
    assert read(text) == [([("CRP", 12.0)], "zinc", ["pain"])]


def test_possibly_mediated_behind_a_comma() -> None:
    """A participle behind a comma tells of the finding before it."""
    claim = next(
        c for c in claims_of("Zinc lowered pain, possibly mediated by weight loss.") if c.object.text == "pain"
    )
    assert [m.text for m in claim.mediators] == ["weight loss"]


def test_the_route_by_which_it_acts_is_a_mediator() -> None:
    """The mediator of the clause that follows "by which", on either side of the verb."""
    for text in (
        "PTH may be the route by which magnesium preserves BMD.",
        "The mechanism by which magnesium preserves BMD is suppression of PTH.",
    ):
        claim = next(c for c in claims_of(text) if c.object.text == "BMD")
        assert (claim.sign, [m.text for m in claim.mediators]) == (1, ["PTH"])


def test_two_outcomes_in_one_sentence() -> None:
    """The second list of percents belongs to the second pair, with the mediators of the first."""
    found = read(
        "CRP and PTH mediated 10% and 12% of the association between zinc and sarcopenia, respectively, and "
        "also acted as "
        "mediators of the relationship between zinc and strength, with ratios of 20% and 22%, respectively."
    )
    assert found == [
        ([("CRP", 10.0), ("PTH", 12.0)], "zinc", ["sarcopenia"]),
        ([("CRP", 20.0), ("PTH", 22.0)], "zinc", ["strength"]),
    ]


def test_intervals_and_p_values_of_percents() -> None:
    """A percent takes its interval and p-value along; the 95% of the interval is no percent mediated."""
    text = "CRP mediated 10.4% (95% CI: 3.1-22.8%) of the association between zinc and sarcopenia."
    estimates = find_mediated_percents(document(text))
    assert [(e.value, e.ci_low, e.ci_high) for e in estimates] == [(10.4, 3.1, 22.8)]
    assert [e.text for e in estimates] == ["10.4% (95% CI: 3.1-22.8%)"]


@pytest.mark.parametrize(
    "text",
    [
        "Adjustment for CRP attenuated the association between zinc and sarcopenia by 10%.",
        "Stones occurred in 12% of the women through the winter.",
        "Magnesium lowered CRP by 12%.",
        "Immediately after treatment 12% had pain.",
    ],
)
def test_what_is_no_mediation(text: str) -> None:
    """Attenuation, shares of people and changes are not percents mediated."""
    assert find_mediated_percents(document(text)) == ()


def test_by_reducing_names_the_mediator() -> None:
    """What a sentence says it works by is a mediator of its claim."""
    claim = next(c for c in claims_of("By reducing PTH, magnesium prevents fractures.") if c.object.text == "fractures")
    assert (claim.sign, [m.text for m in claim.mediators]) == (-1, ["PTH"])


def test_mediated_claims_take_the_sign_of_the_direct_one() -> None:
    """The mediation has the direction that the text gave its ends before, and the percents as its estimates."""
    text = (
        "Magnesium was associated with less sarcopenia.\nOf the association between magnesium and sarcopenia, "
        "18% ran through CRP."
    )
    claim = next(c for c in claims_of(text) if c.mediators)
    assert (claim.sign, [(m.text, m.percent) for m in claim.mediators]) == (-1, [("CRP", 18.0)])
    assert len(claim.estimates) == 1
