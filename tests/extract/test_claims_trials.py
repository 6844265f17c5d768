"""Claims of trials: which arm is which, what told them apart, and ends that name nothing."""

import pytest
from claim_builder import document

from miner.extract.claims import find_claims
from miner.extract.claims.arms.names import find_arms
from miner.extract.estimates import find_estimates
from miner.model.claim import Claim
from miner.model.study import Study

TITLE = "Zinc versus placebo in adults: a randomized trial"
ARMS = "Patients received zinc (group A) or placebo (group B)."
FOUND = [
    ("More patients in the zinc group achieved remission than in the placebo group (p = 0.01).", ("remission", 1)),
    ("Fewer patients in the placebo group had relapse than in the zinc group (p = 0.02).", ("relapse", 1)),
    ("Healing time was 9 days for zinc patients compared to 14 days for placebo patients (p < 0.001).",
     ("healing time", -1)),
    ("Remission was achieved by 60.0% in the zinc group compared with 40.0% in the control group (p = 0.01).",
     ("remission", 1)),
    ("Remission was achieved by 60.0% in the zinc group compared with 58.0% in the control group (p = 0.61).",
     ("remission", 0)),
    ("Hospital stay was 3.1 days in group A and 5.2 days in group B (p = 0.03).", ("hospital stay", -1)),
    ("Group B had higher CRP than group A (p = 0.01).", ("crp", -1)),
    ("Relapse occurred in 30% of zinc patients, compared with 60% of the other group (p < 0.01).", ("relapse", -1)),
    ("Grip strength was 30.1 kg and 24.2 kg in the zinc and placebo groups, respectively (p = 0.01).",
     ("grip strength", 1)),
    ("The zinc group rated their comfort significantly higher than the placebo group.", ("comfort", 1)),
    ("There was a significant reduction in nausea (zinc 4 days, placebo 9 days, p = 0.02).", ("nausea", -1)),
    ("Differences between the two groups were nonsignificant with regard to nausea and grip strength.",
     ("grip strength", 0)),
    ("CRP was higher in the control group (p = 0.01).", ("crp", -1)),
    ("There was a higher incidence of nausea in the placebo arm (p = 0.02).", ("nausea", -1)),
    ("CRP was higher in the standard care group than in the intervention group.", ("crp", -1)),
    ("Compared with placebo, nausea was lower in the treatment group.", ("nausea", -1)),
    ("The placebo group had significantly more nausea.", ("nausea", -1)),
    ("Nausea was significantly lower with zinc (p < 0.01), but there was no difference in sleep.", ("nausea", -1)),
    ("The grip test score of male patients was higher in the zinc group than in the placebo group.",
     ("grip test score", 1)),
    ("The weight of infants was higher with zinc (p = 0.01).", ("weight", 1)),
    ("Nausea was lower with zinc than with placebo, p = 0.12.", ("nausea", 0)),
    ("Neither nausea nor sleep differed between groups.", ("sleep", 0)),
    ("Nausea fell with zinc (p < 0.01) and with placebo (p < 0.01), with no difference between groups.", ("nausea", 0)),
    ("Mortality was 5% with zinc and 9% with placebo (HR 0.6, 95% CI 0.3 to 1.2).", ("mortality", 0)),
    ("Mortality was 5% with zinc and 9% with placebo (HR 0.6, 95% CI 0.4 to 0.9).", ("mortality", -1)),
    ("Grip strength decreased significantly less with zinc than with placebo.", ("grip strength", 1)),
    ("Serum ferritin was 30.1 and 22.4 in the zinc and placebo groups (p = 0.01).", ("serum ferritin", 1)),
    ("Relapse was delayed in the zinc and zinc plus iron groups compared with placebo (480 vs. 305 days, p = 0.004).",
     ("relapse", -1)),
    ("Although CRP was lower with zinc, these differences were not statistically significant.", ("crp", 0)),
    ("The fall in CRP was greater in the zinc group than in the placebo group.", ("crp", -1)),
    ("Low dose zinc was associated with reduced CRP.", ("crp", -1)),
    ("The effect of zinc on pain was closer to nil.", ("pain", 0)),
    ("There is no definitive evidence that zinc can reverse osteoporosis.", ("osteoporosis", 0)),
    ("CRP was lower with zinc than with placebo, but the difference was not significant.", ("crp", 0)),
    ("CRP was more reduced in the zinc group.", ("crp", -1)),
    ("Pain was significantly reduced with zinc over time but not more than with placebo.", ("pain", 0)),
    ("Mortality was lower with zinc (5% v 9%), a difference that was not statistically significant.", ("mortality", 0)),
    ("Relapse was lower in the zinc group, although statistical significance was not reached.", ("relapse", 0)),
    ("CRP fell with zinc (p = 0.01), but the difference with placebo was not significant (p = 0.2).", ("crp", 0)),
    ("Our findings do not support the hypothesis that zinc lowers pain.", ("pain", 0)),
    ("The mean difference in pain between zinc and placebo was -1.2 (95% CI -2.0 to -0.4).", ("pain", -1)),
    ("The between-group difference in pain at 12 months was 0.5 (95% CI -0.4 to 1.4).", ("pain", 0)),
    ("The mean effect on walking distance versus placebo was 22 m (95% CI 4.0 to 40.9).", ("walking distance", 1)),
    ("Five subjects (33%) in the zinc group met criteria for remission and nine (60%) in the placebo group (p = 0.2).",
     ("remission", 0)),
    ("There was a difference with regard to relapse (9% in the zinc and 21% in the placebo group, p = 0.02).",
     ("relapse", -1)),
    ("30% of zinc patients and 45% of placebo patients had a relapse (p = 0.02).", ("relapse", -1)),
    ("Zinc-treated patients had a 45% remission rate versus 30% for placebo-treated patients (p = 0.02).",
     ("remission", 1)),
    ("None of the zinc patients developed nausea compared with 12% of those on placebo (p = 0.01).", ("nausea", -1)),
    ("Nausea occurred only in the placebo group.", ("nausea", -1)),
    ("Nausea was observed in 3 patients in the zinc group and 12 in the placebo group (p = 0.01).", ("nausea", -1)),
    ("Changes in CRP from baseline were similar between the groups.", ("crp", 0)),
    ("CRP fell over time, but no group by time interactions were observed.", ("crp", 0)),
    ("Health-related quality of life improved with zinc.", ("health-related quality of life", 1)),
    ("Side effects were comparable in both groups.", ("side effects", 0)),
    ("Zinc was more effective than placebo in the prevention of nausea.", ("nausea", -1)),
    ("With regard to nausea, zinc was superior to placebo (p = 0.01).", ("nausea", -1)),
    ("Significant differences were observed in nausea and sleep quality, favouring zinc (p = 0.01).", ("nausea", -1)),
    ("Significant differences were observed in nausea and sleep quality, favouring zinc (p = 0.01).",
     ("sleep quality", 1)),
    ("A group by time interaction was found for nausea, with a significantly greater decrease in the zinc group.",
     ("nausea", -1)),
    ("We did not detect any difference in nausea between the groups.", ("nausea", 0)),
    ("No significant effects were found for nausea.", ("nausea", 0)),
    ("Nausea decreased similarly in both groups.", ("nausea", 0)),
    ("The median nausea score was 3 in both groups (p = 0.9).", ("nausea score", 0)),
    ("Control patients were more likely to have nausea than zinc patients.", ("nausea", -1)),
    ("Placebo was inferior to zinc for nausea.", ("nausea", -1)),
    ("Zinc lowered nausea by 30% (p = 0.01) and increased sleep quality by 12% (p = 0.02).", ("sleep quality", 1)),
    ("Zinc neither reduced nausea nor improved sleep quality.", ("sleep quality", 0)),
    ("Zinc was associated with a decrease in nausea and an increase in sleep quality.", ("sleep quality", 1)),
    ("Zinc lowered nausea but did not change sleep quality.", ("sleep quality", 0)),
    ("Zinc lowered nausea without affecting sleep quality.", ("sleep quality", 0)),
    ("Zinc lowered nausea, with no change in sleep quality.", ("sleep quality", 0)),
    ("There was a difference between groups in nausea (3 with zinc vs 5 with placebo, p = 0.01).", ("nausea", -1)),
    ("Nausea fell with zinc (p = 0.03) and placebo (p = 0.04), but the change was not different.", ("nausea", 0)),
    ("Ferritin rose in both groups, but the increase was greater in the zinc group (p = 0.01).", ("ferritin", 1)),
    ("The change in CRP was greater with zinc than with placebo (-1.9 vs -0.2 mg/L; p < 0.001).", ("crp", -1)),
    ("Least squares mean change in CRP was -1.9 mg/L with zinc versus -0.2 mg/L with placebo (p = 0.01).", ("crp", -1)),
    ("Significant reductions in CRP and increases in ferritin were observed with zinc.", ("ferritin", 1)),
    ("Time to healing was shorter with zinc than with placebo.", ("time to healing", -1)),
    ("CRP (3 vs 5; p = 0.01), time to healing (1 vs 3; p = 0.01), and relapse (5 vs 7; p = 0.01) were lower with zinc.",
     ("crp", -1)),
    ("A reduced rate of relapse and nausea was observed in the zinc group compared to control.",
     ("nausea", -1)),
    ("Nausea was lower with zinc (p = 0.01), with no difference in sleep.", ("nausea", -1)),
    ("Nausea was lower with zinc (p = 0.01), with no difference in sleep.", ("sleep", 0)),
    ("CRP was lower with zinc, with similar rates of fracture in both groups.", ("fracture", 0)),
    ("Zinc was as effective as iron in reducing nausea.", ("nausea", 0)),
    ("Zinc and iron were equally effective in reducing nausea.", ("nausea", 0)),
    ("Nausea improved to a similar extent in both groups.", ("nausea", 0)),
    ("There was a trend toward lower mortality in the zinc group (p = 0.2).", ("mortality", 0)),
    ("There was a trend toward lower mortality in the zinc group (p = 0.01).", ("mortality", -1)),
    ("Relapse was 5% and 8% with zinc and placebo (p = 0.01), and survival was 9% and 6%, respectively (p = 0.02).",
     ("survival", 1)),
    ("CRP increased in the placebo group but not in the zinc group.", ("crp", -1)),
    ("Pain worsened in the placebo group but remained stable in the zinc group.", ("pain", -1)),
    ("Pain was lower than among patients not receiving zinc.", ("pain", -1)),
    ("CRP rose in both groups, and ferritin rose significantly more with zinc than with placebo.", ("ferritin", 1)),
    ("CRP was 3.1, 3.4 and 5.2 mg/l with zinc 10 mg, zinc 5 mg and placebo, respectively (p = 0.01).", ("crp", -1)),
    ("Compared to controls, the test group had a greater gain in ferritin (12.3 vs. 9.1, p = 0.01).", ("ferritin", 1)),
    ("Cases of nausea (10 vs. 20, p = 0.03) and bouts of vomiting (13 vs. 5, p = 0.04) were fewer in group A than B.",
     ("bouts of vomiting", -1)),
    ("Relapse in the group on zinc plus iron was 40% and in the zinc plus placebo group it was 60% (p = 0.03).",
     ("relapse", -1)),
    ("A greater share of patients reported remission (10 mg, 49%, 20 mg, 44%) versus placebo (25%; p = 0.04).",
     ("remission", 1)),
    ("Grip strength improved over 12 weeks (p < 0.001) with no difference between groups.", ("grip strength", 0)),
    ("Both zinc and iron improved ferritin after 12 weeks with no significant difference between treatments.",
     ("ferritin", 0)),
    ("CRP fell in the zinc group (both p < 0.01), without differences among the groups (p > 0.05).", ("crp", 0)),
    ("Relapse was lower in the zinc group, but this difference failed to achieve statistical significance.",
     ("relapse", 0)),
    ("CRP fell in the zinc group, and these changes were similar to those of the placebo group.", ("crp", 0)),
    ("Sleep quality and work ability improved over time but did not differ between groups.", ("work ability", 0)),
    ("No relapses occurred in either group.", ("relapses", 0)),
    ("There were no adverse effects in any of our patients.", ("adverse effects", 0)),
    ("Nausea fell in both groups, with a significantly greater reduction in the zinc group.", ("nausea", -1)),
    ("Ferritin rose in both groups, but more increase was seen in the placebo group.", ("ferritin", -1)),
    ("Zinc lowered nausea but did not improve indices of contractility.", ("indices of contractility", 0)),
    ("Coughing improved with zinc.", ("coughing", -1)),
    ("Ferritin was markedly lower in women of the intervention clinics.", ("ferritin", -1)),
    ("The zinc group had a shorter hospital stay (p = 0.02), reduced nausea (p = 0.04), and lower CRP (p = 0.03).",
     ("nausea", -1)),
    ("The zinc group had a shorter hospital stay (p = 0.02), reduced nausea (p = 0.04), and lower CRP (p = 0.03).",
     ("crp", -1)),
    ("Other markers including ferritin, interleukin-6, and MCP-1 did not improve with zinc.", ("interleukin-6", 0)),
    ("Heart rate was lower in group A compared with group B at 5 min.", ("heart rate", -1)),
    ("Range of motion was greater in the zinc group.", ("range of motion", 1)),
    ("The rate of nausea was slightly lower with zinc (rate difference -0.12 [95% CI -0.27 to 0.03]).", ("nausea", 0)),
    ("Differences in pain between groups did not reach statistical significance.", ("pain", 0)),
    ("The fatigue of the zinc group was lower than that of the controls (p < 0.05).", ("fatigue", -1)),
    ("Nausea was lower in the zinc group than in the placebo group.\nThis difference was however not significant.",
     ("nausea", 0)),
    ("CRP was significantly lower at all time points in the zinc group.", ("crp", -1)),
    ("No patient in either group required rescue analgesia.", ("rescue analgesia", 0)),
    ("Subjects using zinc performed significantly better than the placebo group on attention (p = 0.01).",
     ("attention", 1)),
    ("There were significant effects in favour of zinc for grip strength.", ("grip strength", 1)),
    ("Subsequent survival favoured placebo over zinc (100% vs 57%; p = 0.03).", ("survival", -1)),
    ("No significant difference was seen regarding CRP or nausea.", ("nausea", 0)),
    ("The mean stay in group B was 15.1±4.2 days and in group A was 32.5±4.8 days (p≤0.02).", ("stay", 1)),
    ("The incidence of radiation induced diarrhoea was 20% in the zinc group and 44% in the placebo group (p = 0.04).",
     ("radiation induced diarrhoea", -1)),
]  # fmt: skip
NAMELESS = ["Skip raised CRP.", "Enter improved BMD.", "What people raised CRP."]


def _claims(text: str) -> list[Claim]:
    made = document(f"{ARMS}\n{text}", title=TITLE)
    return list(find_claims(made, estimates=find_estimates(made), study=Study()))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_results_of_two_arms_are_told_of_the_treatment(text: str, expected: tuple[str, int]) -> None:
    """A trial's result is the treatment's, whichever arm its sentence speaks of."""
    found = [(c.subject.text.casefold(), c.object.text.casefold(), c.sign) for c in _claims(text)]
    assert ("zinc", *expected) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nausea occurred in 12%, 10% and 31% of patients on zinc 10 mg, zinc 20 mg and placebo (p = 0.01).",
            ("nausea", -1),
        ),
        ("Nausea occurred in 31% on placebo, 12% on zinc 10 mg and 10% on zinc 20 mg (p = 0.01).", ("nausea", -1)),
        ("There was no difference in nausea between the three groups.", ("nausea", 0)),
    ],
)
def test_doses_of_one_treatment_are_one_side(text: str, expected: tuple[str, int]) -> None:
    """A trial of two doses against placebo is told of the treatment, and no dose is a result."""
    made = document(f"Patients received zinc 10 mg, zinc 20 mg or placebo.\n{text}", title="Zinc for nausea: a trial")
    told = [(c.object.text.casefold(), c.sign) for c in find_claims(made, estimates=(), study=Study())]
    assert told == [expected]


def test_an_arm_is_no_outcome() -> None:
    """What a sentence holds the treatment against is the object of no claim."""
    assert "placebo" not in {c.object.text for c in _claims("Survival favoured placebo over zinc (p = 0.03).")}


def test_what_only_the_other_treatment_is_told_of_is_turned() -> None:
    """In a trial of A against B a comparison that names B alone is told of A."""
    made = document(
        "Patients had a hip lever or driver-led weaning.\n"
        "Ventilation was longer in the driver-led weaning group (8 vs. 5 h; p = 0.01).",
        title="Hip lever versus driver-led weaning: a randomized trial",
    )
    told = {(c.subject.text, c.object.text, c.sign) for c in find_claims(made, estimates=(), study=Study())}
    assert told == {("Hip lever", "Ventilation", -1)}


def test_of_two_groups_that_both_had_the_treatment_the_first_acts() -> None:
    """That the second group is said to have had it, too, does not make it the treatment's."""
    text = (
        "Group I had 80 women who were given zinc plus iron for 12 weeks and"
        " group II had 84 women who were given zinc plus folate.\n"
        "A higher response was seen in group I than in group II."
    )
    made = document(text, title="Efficacy of zinc in anaemia: a randomized trial")
    told = {(c.object.text, c.sign) for c in find_claims(made, estimates=(), study=Study())}
    assert told == {("response", 1)}


def test_a_null_finding_holds_for_each_thing_that_it_lists() -> None:
    """One sentence that finds no difference in three outcomes makes three null claims."""
    claims = _claims("There were no differences between the arms in healing time, nausea, or grip strength (p = 0.4).")
    assert {(c.object.text, c.sign) for c in claims} == {("healing time", 0), ("nausea", 0), ("grip strength", 0)}


def test_what_did_not_differ_may_stand_in_the_sentence_before() -> None:
    """A null finding without an outcome of its own tells of what the sentence before names."""
    text = "Nausea was seen in 12 patients.\nThere was no significant difference between the two groups."
    made = document(f"{ARMS}\n{text}", title=TITLE)
    told = {(c.object.text, c.sign, c.quote.split()[0]) for c in find_claims(made, estimates=(), study=Study())}
    assert told == {("Nausea", 0, "There")}


def test_a_null_with_an_outcome_of_its_own_tells_of_no_other() -> None:
    """What did not differ is looked for in the sentence before only where none is named."""
    text = (
        "Nausea was seen in 12 patients.\nNo difference was found between the groups regarding the procedure's course."
    )
    made = document(f"{ARMS}\n{text}", title=TITLE)
    assert not any(c.object.text == "Nausea" for c in find_claims(made, estimates=(), study=Study()))


def test_what_both_arms_had_alone_is_the_control() -> None:
    """In a trial of A and B against B alone, what is told of "B alone" is told of the control."""
    text = (
        "Nausea was significantly higher in the metformin alone group than in the zinc plus metformin group (p = 0.01)."
    )
    made = document(
        f"Patients received zinc plus metformin or metformin alone.\n{text}",
        title="Zinc added to metformin in diabetes: a randomized trial",
    )
    told = {(c.subject.text, c.object.text, c.sign) for c in find_claims(made, estimates=(), study=Study())}
    assert told == {("Zinc", "Nausea", -1)}


def test_a_double_blind_study_is_a_trial() -> None:
    """What was given blindly, to a control group, or as allocated was tried, whether or not by chance."""
    text = "Nausea did not differ between the two arms (p = 0.4)."
    for opening in ("This was a double-blind study.", "People were allocated to zinc.", "A control group had no zinc."):
        made = document(f"{opening}\n{text}", title="Zinc for nausea")
        assert [(c.object.text, c.sign) for c in find_claims(made, estimates=(), study=Study())] == [("Nausea", 0)]


def test_a_title_s_efficacy_is_no_treatment() -> None:
    """What a title asks of a drug is not what was given; the drug is."""
    text = "Nausea did not differ between the two arms (p = 0.4)."
    made = document(f"Patients were randomised.\n{text}", title="Efficacy and safety of xanomeline for nausea: a trial")
    assert {c.subject.text for c in find_claims(made, estimates=(), study=Study())} == {"xanomeline"}


def test_words_of_measuring_are_no_arms() -> None:
    """Neither a standard deviation nor the control of a disease names the controls."""
    arms = find_arms("A trial", 7, ["zinc"])
    assert arms.labels("in comparison with zinc the standard deviation of glycaemic control fell")[0].side == 1
    assert len(arms.labels("in comparison with zinc the standard deviation of glycaemic control fell")) == 1


def test_each_item_of_a_list_has_its_own_p_value() -> None:
    """A list whose head tells what happened goes on for its items, each by its own p-value."""
    claims = _claims(
        "Compared with placebo, zinc improved pain (p = 0.01), sleep quality (p = 0.03), and itch (p = 0.6)."
    )
    assert {(c.object.text, c.sign) for c in claims} == {("pain", -1), ("sleep quality", 1), ("itch", 0)}


@pytest.mark.parametrize(
    "text",
    [
        "CRP fell in the placebo group.",
        "CRP did not change in the placebo group (p = 0.4).",
        "Both groups improved their grip strength (p < 0.01).",
        "Pain scores decreased in both groups compared with baseline.",
        "CRP and ferritin fell in three groups (p < 0.01).",
        "At baseline, pain did not differ between the groups.",
        "Before treatment, there was no difference between the groups in pain.",
    ],
)
def test_what_happened_without_the_treatment_is_no_claim_on_it(text: str) -> None:
    """A change in the controls alone, or in both arms alike, says nothing of the treatment."""
    assert _claims(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Zinc and iron were equally effective in reducing nausea.", "iron"),
        ("Zinc had a similar effect on nausea as iron.", "iron"),
        ("Zinc had no effect on nausea.", "Zinc"),
        ("The patients in the control group did not report similar benefits for sleep.", "sleep"),
    ],
)
def test_what_is_held_beside_the_treatment_is_no_outcome(text: str, wrong: str) -> None:
    """Whoever is called as good as the treatment is not what it acts on."""
    assert wrong not in {claim.object.text for claim in _claims(text)}


@pytest.mark.parametrize("text", NAMELESS)
def test_words_that_name_nothing_make_no_claim(text: str) -> None:
    """A verb or a question word alone is no end of a claim."""
    assert _claims(text) == []


def test_a_blocker_is_not_what_it_blocks() -> None:
    """A head that turns what stands before it takes its concept away."""
    (claim,) = _claims("Calcium channel blockers reduced hypertension.")
    assert claim.subject.text == "Calcium channel blockers"
    assert claim.subject.concept is None


def test_the_form_that_was_given_stands_for_the_title_s_substance() -> None:
    """Where the arms were given a form of what the title names, the claims are of that form."""
    text = "Patients were assigned to zinc or placebo.\nNo difference between the groups was seen in nausea (p = 0.5)."
    made = document(text, title="Zinc supplementation in adults: a randomized trial")
    (claim,) = find_claims(made, estimates=(), study=Study())
    assert (claim.subject.text, claim.subject.concept) == ("Zinc", "MESH:D015032")


def test_group_names_are_learned_from_where_they_are_explained() -> None:
    """Both orders tell which group had what: "group A (zinc)" and "placebo (group B)"."""
    arms = find_arms("Zinc trial\nGroup 1 received placebo and group 2 received zinc.", 10, ["zinc"])
    assert (arms.side_of("group 1"), arms.side_of("Group 2"), arms.side_of("group 3")) == (-1, 1, 0)


@pytest.mark.parametrize(
    ("title", "text", "sides"),
    [
        ("Diet with or without zinc", "in the zinc group than with diet alone", [1, -1]),
        ("A zinc-based cream vs. a cream", "with zinc than in the vehicle group", [1, -1]),
        ("A trial", "A zinc group (ZG, n = 9) and a usual care group (UCG). Pain was lower in ZG than in UCG", [1, -1]),
        ("A trial", "Early feeding (EF) versus late feeding (LF). Pain was lower with LF than with EF", [-1, 1]),
        (
            "A trial",
            "The EOC group and the EOC-Z group. Pain was lower in the EOC-Z group than in the EOC group",
            [1, -1],
        ),
        ("Zinc therapy", "in the zinc and sham zinc groups", [1, -1]),
        ("A trial", "Early or late zinc was given. Randomised to early or late zinc. Pain fell with late zinc", [-1]),
        ("A trial", "Zinc (group D) or placebo (group M). Pain was lower in the D group than in the M group", [1, -1]),
        ("A trial", "Exercise (EG) or a control group (CG). Pain was lower in the EG than in the CG", [1, -1]),
        ("A trial", "Zinc (group RF) and placebo (group BF). Pain was higher in groups BF and RF", [-1, 1]),
    ],
)
def test_arms_are_known_by_their_titles_short_forms_and_letters(title: str, text: str, sides: list[int]) -> None:
    """A title's addition, short forms in brackets, and letters tell which arm is which."""
    arms = find_arms(f"{title}\n{text}", len(title), ["zinc"] if "zinc" in f"{title}{text}".casefold() else [])
    assert [label.side for label in arms.labels(text.rsplit(". ", 1)[-1])] == sides


def test_the_arm_beside_a_known_one_is_the_other_side() -> None:
    """An arm of an unknown name that stands against the controls is the treatment."""
    arms = find_arms("A trial", 7, [])
    assert [label.side for label in arms.labels("lower in the QRS group than in the control group")] == [1, -1]
