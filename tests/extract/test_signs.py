"""Signs of claims: which way a sentence tells of its objects, and what it takes back."""

from claim_builder import triples

TRIAL = "Effect of zinc on bone: a randomized placebo-controlled trial"


def signs(text: str) -> set[tuple[str, int | None]]:
    """Object and sign of each claim of a trial of zinc."""
    return {(target, sign) for _, target, sign in triples(text, title=TRIAL)}


def test_no_change_in_another_outcome_is_its_own_null_finding() -> None:
    """A clause with "there was no change" tells of what it names, and the outcome before it keeps its sign."""
    found = triples("Serum PTH rose after zinc (p < 0.01), while there was no change in CRP or BMD.", title=TRIAL)
    assert found == {("zinc", "serum pth", 1), ("zinc", "crp", 0), ("zinc", "bmd", 0)}


def test_there_was_does_not_take_over_an_outcome_as_its_subject() -> None:
    """The outcome of the clause before is no cause of what "there was" tells."""
    found = triples("Pain was lower with zinc, but there was no difference in BMD between the groups.", title=TRIAL)
    assert found == {("zinc", "pain", -1), ("zinc", "bmd", 0)}


def test_no_evidence_for_efficacy_is_null() -> None:
    """What "no evidence for" denies needs no verb of its own."""
    assert signs("There was no evidence for zinc efficacy on CRP.") == {("crp", 0)}


def test_a_null_of_another_outcome_takes_nothing_back() -> None:
    """What "did not differ" names for itself is null, and nothing else."""
    text = (
        "CRP and PTH were lower in the zinc group than with placebo (P < 0.05), but mean falls in BMD did not differ"
        " significantly between the 2 groups."
    )
    assert signs(text) >= {("crp", -1), ("pth", -1)}


def test_a_null_of_what_was_told_takes_it_back() -> None:
    """The same words named again, or only pointed at, are what was told before."""
    assert signs("CRP fell with zinc, but this fall in CRP was not significant.") == {("crp", 0)}
    assert signs("CRP fell with zinc but without statistical significance.") == {("crp", 0)}


def test_differences_that_grow_are_no_null() -> None:
    """Behind "with differences between the arms" nothing is taken back."""
    assert signs("Zinc lowered CRP (p = 0.01), with differences between the two arms growing.") == {("crp", -1)}


def test_less_of_an_outcome_is_told_once() -> None:
    """The "less" of the object's own phrase does not turn the verb before it."""
    assert signs("Zinc induced less hypertension.") == {("hypertension", -1)}
    assert signs("CRP fell less with zinc than with placebo (p = 0.01).") == {("crp", 1)}


def test_efficacy_in_a_reduction_is_a_reduction() -> None:
    """Good at lowering is lowering, whether or not the outcome is a bad one."""
    assert signs("Zinc showed greater efficacy in reduction of CRP than placebo (p < 0.001).") == {("crp", -1)}
    assert signs("Zinc showed greater efficacy in reduction of pain than placebo (p < 0.001).") == {("pain", -1)}


def test_a_change_holds_for_all_that_are_joined_to_it() -> None:
    """The fall of "a fall in Y and Z" is that of both, and what has a direction of its own keeps it."""
    assert signs("The fall in CRP and PTH was greater with zinc than with placebo.") == {("crp", -1), ("pth", -1)}
    found = signs("Patients given zinc showed reductions in CRP, as well as decreased feelings of pain.")
    assert found == {("crp", -1), ("feelings of pain", -1)}


def test_a_p_value_beside_an_interval_counts() -> None:
    """A ratio whose own p-value is 0.05 or more is a null finding."""
    text = "Fractures were more likely with zinc than with placebo (OR = 2.31, 95% CI 0.90-6.52, p = .09)."
    assert signs(text) == {("fractures", 0)}


def test_but_not_holds_to_the_end_of_its_list() -> None:
    """Each thing behind "but not" is left out of what was found, not the first alone."""
    assert signs("Zinc lowered CRP, but not PTH or BMD.") == {("crp", -1), ("pth", 0), ("bmd", 0)}
    text = "Changes in zinc correlated positively with changes in BMD, but not with changes in PTH or CRP."
    assert signs(text) == {("bmd", 1), ("pth", 0), ("crp", 0)}
    found = triples("Zinc, but not calcium, lowered CRP and PTH.", title=TRIAL)
    assert {(subject, sign) for subject, _, sign in found} == {("zinc", -1), ("calcium", 0)}


def test_or_goes_on_with_what_did_not_happen() -> None:
    """A negation holds for the verb that "or" joins."""
    assert signs("Zinc did not lower CRP or raise BMD.") == {("crp", 0), ("bmd", 0)}
    assert signs("Zinc did not lower CRP and raised BMD.") == {("crp", 0), ("bmd", 1)}


def test_a_hypothesis_without_support_is_null() -> None:
    """What the data do not support is denied."""
    text = "Our data do not support the hypothesis that zinc is associated with sarcopenia."
    assert signs(text) == {("sarcopenia", 0)}


def test_a_more_significant_fall_is_a_fall() -> None:
    """How much is told by "more significant" and "more marked", and which way by the noun."""
    text = "The fall in BMD in the zinc group was more significant than that in the placebo group (P < 0.05)."
    assert signs(text) == {("bmd", -1)}
    assert signs("Zinc led to a more marked reduction in CRP than placebo.") == {("crp", -1)}


def test_what_a_food_was_made_with_is_no_predicate() -> None:
    """The verb of "milk enriched with calcium lowered CRP" is "lowered"."""
    found = triples("Milk enriched with calcium for 8 weeks lowered CRP.", title=TRIAL)
    assert {(target, sign) for _, target, sign in found} == {("crp", -1)}


def test_a_nerve_block_is_an_outcome() -> None:
    """Behind "sensory", "block" is a noun."""
    assert signs("Zinc prolonged motor and sensory block and lowered pain.") >= {("sensory block", 1), ("pain", -1)}


def test_the_end_of_a_sentence_takes_back_what_its_parts_said_of_the_arms() -> None:
    """A difference that is not significant is null in whatever way it was told."""
    text = "CRP in the zinc group was less than in the control group, though this difference was not significant."
    assert signs(text) == {("crp", 0)}


def test_the_p_value_between_groups_outranks_that_of_one_group() -> None:
    """A change within the group is null where its difference between the groups is."""
    text = "BMD rose from 25.9 to 27.3 (P = 0.03) in the zinc group (between-group P = {})."
    assert signs(text.format("0.19")) == {("bmd", 0)}
    assert signs(text.format("0.01")) == {("bmd", 1)}


def test_which_was_significant_takes_nothing_back() -> None:
    """Only "which was not significant" makes a null of what stands before it."""
    assert signs("CRP was lower with zinc, which was a significant reduction.") == {("crp", -1)}
    assert signs("CRP was lower with zinc, which was not significant.") == {("crp", 0)}


def test_data_that_did_not_attain_significance_take_back_what_although_told() -> None:
    """What is pointed back at by "the data" or "their differences" is null."""
    text = "Although patients receiving zinc had a greater number of fractures, the data did not attain significance."
    assert signs(text) == {("fractures", 0)}
    text = "Although pain was higher with zinc than with placebo, their differences were not statistically significant."
    assert signs(text) == {("pain", 0)}


def test_a_mean_fall_is_a_fall() -> None:
    """A measure's word before the change noun is no outcome."""
    text = "Mean reductions in CRP were greater in the zinc group than in the control group (P = .02)."
    assert signs(text) == {("crp", -1)}


def test_the_direction_of_the_first_holds_for_a_list() -> None:
    """Of "induced lower A, B and higher C", B is lower, too."""
    assert signs("Zinc induced lower CRP, pain, PTH, and higher BMD compared to placebo.") == {
        ("crp", -1),
        ("pain", -1),
        ("pth", -1),
        ("bmd", 1),
    }


def test_each_outcome_of_a_comparison_has_its_own_direction() -> None:
    """Of "longer Y and lower Z" Z is lower."""
    text = "After 12 weeks, the zinc group had longer sleep and lower plasma PTH than did the placebo group."
    assert signs(text) == {("sleep", 1), ("plasma pth", -1)}


def test_while_not_significant_is_null() -> None:
    """What goes on "while not significant" is null, as behind "although"."""
    assert signs("CRP was lower with zinc, while not statistically significant.") == {("crp", 0)}
    assert signs("CRP was lower with zinc, while BMD was not significantly different.") >= {("crp", -1)}


def test_not_with_the_others_denies_nothing_of_the_treatment() -> None:
    """What did not happen "with placebo" happened with the treatment."""
    assert signs("CRP and PTH fell in the zinc group (p = .01), not in the placebo group.") == {
        ("crp", -1),
        ("pth", -1),
    }
    assert signs("BMD improved with zinc, not with placebo.") == {("bmd", 1)}
    assert signs("CRP fell, not significantly, with zinc.") == {("crp", 0)}


def test_a_nonsignificant_change_of_another_outcome_takes_nothing_back() -> None:
    """A "small but nonsignificant" rise of its own leaves the finding before it."""
    assert signs("Zinc lowered CRP and led to a small but nonsignificant increase in PTH.") == {("crp", -1), ("pth", 0)}


def test_a_relative_risk_reduction_is_a_reduction() -> None:
    """The percent of a reduction says how much, and its p-value whether at all."""
    text = "A 37% relative risk reduction of fractures was observed in the zinc group (5.8% vs. 9.3%, P = {})."
    assert signs(text.format("0.01")) == {("fractures", -1)}
    assert signs(text.format("0.257")) == {("fractures", 0)}
    assert signs("The relative risk of fractures for zinc was 0.6 (95% CI 0.4-0.8).") == {("fractures", -1)}


def test_a_participle_before_an_amount_is_a_verb() -> None:
    """Of "was easier and induced less Y" and "suppressed Y and induced increased Z", "induced" is the predicate."""
    assert signs("Zinc was easier to take and induced less pain.") == {("pain", -1)}
    text = "Zinc suppressed production of CRP and induced increased production of PTH."
    assert signs(text) == {("crp", -1), ("pth", 1)}


def test_what_the_controls_did_since_their_start_says_nothing_of_the_treatment() -> None:
    """A control group held against its own first values is no comparison of arms."""
    assert signs("The control group showed significant improvement in CRP compared to pre-treatment values.") == set()
    assert signs("CRP was lower in the control group compared with baseline values.") == set()
    assert signs("CRP was lower in the control group compared with zinc.") == {("crp", 1)}
