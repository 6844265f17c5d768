"""What tells two groups apart where a sentence says no more than "the groups": told in the methods, or by the title."""

import pytest
from claim_builder import document, estimates_of

from miner.extract.claims.finding import find_candidates
from miner.model.study import Design, Study

Told = tuple[str, str, int | None]


def read(title: str, text: str) -> set[Told]:
    """Subject, object and sign of each candidate, however likely the vocabulary of the tests makes it."""
    doc = document(text, title=title, section=None)
    found = find_candidates(doc, estimates=estimates_of(doc), study=Study(design=Design.COHORT))
    return {(claim.subject.text.casefold(), claim.object.text.casefold(), claim.sign) for claim, _ in found}


SAID: list[tuple[str, str, Told]] = [
    (
        "Bone health in adults with celiac disease",
        (
            "Forty patients with celiac disease were compared with 40 healthy controls.\n"
            "There was no difference in bone density between the groups."
        ),
        ("celiac disease", "bone density", 0),
    ),
    (
        "Bone turnover in diabetes mellitus",
        (
            "We studied 30 women with diabetes and 30 women without diabetes.\n"
            "Serum osteocalcin was similar in the two groups."
        ),
        ("diabetes", "serum osteocalcin", 0),
    ),
    (
        "Outcomes after hip fracture",
        (
            "Patients were divided into two groups according to whether they had received vitamin D.\n"
            "Mortality did not differ between the groups."
        ),
        ("vitamin d", "mortality", 0),
    ),
    (
        "Outcomes after hip fracture",
        (
            "Patients were divided into two groups according to the presence of diabetes.\n"
            "Mortality at one year was higher in the diabetic group."
        ),
        ("diabetes", "mortality", 1),
    ),
    (
        "Laminoplasty outcomes in elderly patients",
        (
            "We compared 45 patients with diabetes (group A) and 60 patients without diabetes (group B).\n"
            "Blood loss was similar in both groups.\n"
            "The complication rate was higher in group A than in group B (22% vs 8%, p = 0.03)."
        ),
        ("diabetes", "blood loss", 0),
    ),
    (
        "Laminoplasty outcomes in elderly patients",
        (
            "We compared 45 patients with diabetes (group A) and 60 patients without diabetes (group B).\n"
            "Blood loss was similar in both groups.\n"
            "The complication rate was higher in group A than in group B (22% vs 8%, p = 0.03)."
        ),
        ("diabetes", "complication", 1),
    ),
    (
        "Cognitive function and mental health after stroke",
        (
            "The sample consisted of 50 smokers and 50 nonsmokers.\n"
            "No differences in memory were found between the two groups."
        ),
        ("smokers", "memory", 0),
    ),
    (
        "Cardiovascular risk factors in adolescents",
        (
            "Group 1 comprised 40 obese adolescents and group 2 comprised 40 normal-weight adolescents.\n"
            "Insulin was higher in group 1 (p < 0.01).\n"
            "HDL cholesterol was lower in group 1 than in group 2."
        ),
        ("obese", "insulin", 1),
    ),
    (
        "Cardiovascular risk factors in adolescents",
        (
            "Group 1 comprised 40 obese adolescents and group 2 comprised 40 normal-weight adolescents.\n"
            "Insulin was higher in group 1 (p < 0.01).\n"
            "HDL cholesterol was lower in group 1 than in group 2."
        ),
        ("obese", "hdl cholesterol", -1),
    ),
    (
        "Anastomotic leakage after colorectal surgery",
        (
            "Between 2005 and 2010, 200 patients underwent colectomy; 90 received a diverting stoma and 110 "
            "did not.\n"
            "Leakage occurred in 5% of the stoma group and in 14% of the group without stoma (p = 0.02)."
        ),
        ("diverting stoma", "leakage", -1),
    ),
    (
        "Sleep quality and mental health in nurses",
        (
            "One hundred night-shift nurses and 100 day-shift nurses completed the questionnaire.\n"
            "Sleep quality was worse in the night-shift group (p < 0.001)."
        ),
        ("night-shift", "sleep quality", -1),
    ),
    (
        "Postoperative pain after hernia repair",
        (
            "Patients were divided into a mesh group (n = 50) and a suture group (n = 48).\n"
            "Pain scores were lower in the mesh group (2.1 vs 4.0, p < 0.01).\n"
            "Recurrence was similar in the two groups."
        ),
        ("mesh", "pain", -1),
    ),
    (
        "Postoperative pain after hernia repair",
        (
            "Patients were divided into a mesh group (n = 50) and a suture group (n = 48).\n"
            "Pain scores were lower in the mesh group (2.1 vs 4.0, p < 0.01).\n"
            "Recurrence was similar in the two groups."
        ),
        ("mesh", "recurrence", 0),
    ),
    (
        "Postoperative pain after thyroidectomy",
        (
            "Group I (n = 30) underwent surgery with the harmonic scalpel and group II (n = 30) with "
            "conventional ligation.\n"
            "Operating time was shorter in group I (p < 0.001).\n"
            "There was no difference in hypocalcemia between the groups."
        ),
        ("surgery with the harmonic scalpel", "operating time", -1),
    ),
    (
        "Postoperative pain after thyroidectomy",
        (
            "Group I (n = 30) underwent surgery with the harmonic scalpel and group II (n = 30) with "
            "conventional ligation.\n"
            "Operating time was shorter in group I (p < 0.001).\n"
            "There was no difference in hypocalcemia between the groups."
        ),
        ("surgery with the harmonic scalpel", "hypocalcemia", 0),
    ),
    (
        "Complications of central venous catheters",
        (
            "Catheters inserted under ultrasound guidance (n = 100) were compared with those inserted by "
            "landmarks (n = 100).\n"
            "Arterial puncture was less frequent in the ultrasound group (2% vs 9%, p = 0.03)."
        ),
        ("ultrasound", "arterial puncture", -1),
    ),
    (
        "Preterm birth and maternal infection",
        (
            "We compared outcomes of women with periodontitis and women without periodontitis.\n"
            "Preterm birth was more common in women with periodontitis (12% vs 5%).\n"
            "Birth weight did not differ between the two groups."
        ),
        ("periodontitis", "preterm birth", 1),
    ),
    (
        "Preterm birth and maternal infection",
        (
            "We compared outcomes of women with periodontitis and women without periodontitis.\n"
            "Preterm birth was more common in women with periodontitis (12% vs 5%).\n"
            "Birth weight did not differ between the two groups."
        ),
        ("periodontitis", "birth weight", 0),
    ),
    (
        "Early versus late tracheostomy in trauma patients",
        (
            "We reviewed 120 patients.\n"
            "There was no difference in mortality between the groups.\n"
            "Ventilator days were fewer in the early group (8 vs 15, p < 0.01)."
        ),
        ("tracheostomy", "mortality", 0),
    ),
    (
        "Early versus late tracheostomy in trauma patients",
        (
            "We reviewed 120 patients.\n"
            "There was no difference in mortality between the groups.\n"
            "Ventilator days were fewer in the early group (8 vs 15, p < 0.01)."
        ),
        ("tracheostomy", "ventilator days", -1),
    ),
    (
        "Open versus laparoscopic appendectomy in children",
        (
            "Records of 300 children were reviewed.\n"
            "Hospital stay was shorter in the laparoscopic group.\n"
            "Wound infection was similar in the 2 groups."
        ),
        ("laparoscopic appendectomy", "hospital stay", -1),
    ),
    (
        "Open versus laparoscopic appendectomy in children",
        (
            "Records of 300 children were reviewed.\n"
            "Hospital stay was shorter in the laparoscopic group.\n"
            "Wound infection was similar in the 2 groups."
        ),
        ("laparoscopic appendectomy", "wound infection", 0),
    ),
    (
        "Comparison of spinal and general anesthesia for hip surgery",
        (
            "In this retrospective study, 80 patients had spinal and 75 had general anesthesia.\n"
            "Blood loss was lower in the spinal group than in the general group.\n"
            "Mortality did not differ between groups."
        ),
        ("spinal", "blood loss", -1),
    ),
    (
        "Comparison of spinal and general anesthesia for hip surgery",
        (
            "In this retrospective study, 80 patients had spinal and 75 had general anesthesia.\n"
            "Blood loss was lower in the spinal group than in the general group.\n"
            "Mortality did not differ between groups."
        ),
        ("spinal", "mortality", 0),
    ),
    (
        "Comparison of pregnancy outcome after triggering",
        (
            "One hundred women received triptorelin and 100 women received hCG.\n"
            "There were no differences in implantation and pregnancy rate between the two groups."
        ),
        ("triptorelin", "implantation", 0),
    ),
    (
        "Diagnosis of constipation by ultrasound",
        (
            "Fifty constipated children and 40 healthy children were examined.\n"
            "Rectal diameter was larger in the constipated group than in the control group (3.0 vs 2.0 cm, p "
            "< .001)."
        ),
        ("constipated", "rectal diameter", 1),
    ),
    (
        "Prognosis of acute heart failure",
        (
            "Patients were classified as anemic (n = 88) or nonanemic (n = 120).\n"
            "Mortality was higher in the anemic group (30% vs 15%, p = .01)."
        ),
        ("anemic", "mortality", 1),
    ),
    (
        "Children with asthma and their teeth",
        (
            "Eighty children with asthma (asthma group) and 80 healthy children (control group) were "
            "examined.\n"
            "Caries prevalence did not differ between the groups.\n"
            "Salivary flow was lower in the asthma group."
        ),
        ("asthma", "caries", 0),
    ),
    (
        "Children with asthma and their teeth",
        (
            "Eighty children with asthma (asthma group) and 80 healthy children (control group) were "
            "examined.\n"
            "Caries prevalence did not differ between the groups.\n"
            "Salivary flow was lower in the asthma group."
        ),
        ("asthma", "salivary flow", -1),
    ),
    (
        "Vitamin status in inflammatory bowel disease",
        (
            "Serum was obtained from 30 patients with Crohn's disease and 30 controls.\n"
            "Vitamin D was lower in patients than in controls (p < 0.01).\n"
            "Magnesium did not differ between patients and controls."
        ),
        ("crohn's disease", "vitamin d", -1),
    ),
    (
        "Vitamin status in inflammatory bowel disease",
        (
            "Serum was obtained from 30 patients with Crohn's disease and 30 controls.\n"
            "Vitamin D was lower in patients than in controls (p < 0.01).\n"
            "Magnesium did not differ between patients and controls."
        ),
        ("crohn's disease", "magnesium", 0),
    ),
    (
        "Bone mineral density in rheumatoid arthritis",
        (
            "The study included 50 patients with rheumatoid arthritis and 50 age-matched controls.\n"
            "Bone density was lower in patients.\n"
            "Serum calcium was comparable between the groups."
        ),
        ("rheumatoid arthritis", "bone density", -1),
    ),
    (
        "Bone mineral density in rheumatoid arthritis",
        (
            "The study included 50 patients with rheumatoid arthritis and 50 age-matched controls.\n"
            "Bone density was lower in patients.\n"
            "Serum calcium was comparable between the groups."
        ),
        ("rheumatoid arthritis", "serum calcium", 0),
    ),
    (
        "Serum zinc in schizophrenia",
        (
            "Thirty-five patients with schizophrenia and 35 healthy volunteers were recruited.\n"
            "Zinc was significantly lower in the patient group than in the control group."
        ),
        ("schizophrenia", "zinc", -1),
    ),
    (
        "Length of stay in intensive care",
        (
            "Patients with delirium were compared with those without.\n"
            "Length of stay was longer (12 vs 7 days, p < 0.01) and mortality was higher in the delirium "
            "group."
        ),
        ("delirium", "length of stay", 1),
    ),
    (
        "Length of stay in intensive care",
        (
            "Patients with delirium were compared with those without.\n"
            "Length of stay was longer (12 vs 7 days, p < 0.01) and mortality was higher in the delirium "
            "group."
        ),
        ("delirium", "mortality", 1),
    ),
    (
        "Perinatal outcome of twin pregnancies",
        (
            "Outcomes of 60 twin pregnancies conceived by in vitro fertilization were compared with those of "
            "120 spontaneously conceived twin pregnancies.\n"
            "Preterm delivery was more frequent in the IVF group.\n"
            "Birth weight was similar in both groups."
        ),
        ("in vitro fertilization", "birth weight", 0),
    ),
    (
        "Ventilator-associated pneumonia in trauma",
        (
            "Patients were divided into those who received enteral nutrition and those who received "
            "parenteral nutrition.\n"
            "The rate of pneumonia was lower in the enteral group."
        ),
        ("enteral nutrition", "pneumonia", -1),
    ),
    (
        "Wound complications after sternotomy",
        (
            "Of 500 patients, 200 received vancomycin (group V) and 300 received cefazolin (group C).\n"
            "Infection was less frequent in group V (1% vs 4%, p = 0.02)."
        ),
        ("vancomycin", "infection", -1),
    ),
    (
        "Mandibular fracture repair",
        (
            "Group 1 (n = 24) was treated with miniplates, group 2 (n = 26) with wires.\n"
            "Infection was lower in group 1 (2% vs 11%, p < .05)."
        ),
        ("miniplates", "infection", -1),
    ),
    (
        "Postoperative nausea after gynecologic surgery",
        (
            "Patients received ondansetron (group O), dexamethasone (group D) or saline (group S).\n"
            "Nausea was less frequent in groups O and D than in group S.\n"
            "Pain did not differ between the groups."
        ),
        ("ondansetron", "nausea", -1),
    ),
    (
        "Outcomes after spinal fusion",
        (
            "We compared patients with and without osteoporosis.\n"
            "Nonunion was more frequent in the osteoporosis group.\n"
            "Pain was similar between the groups."
        ),
        ("osteoporosis", "nonunion", 1),
    ),
    (
        "Outcomes after spinal fusion",
        (
            "We compared patients with and without osteoporosis.\n"
            "Nonunion was more frequent in the osteoporosis group.\n"
            "Pain was similar between the groups."
        ),
        ("osteoporosis", "pain", 0),
    ),
    (
        "Hospital stay after delivery",
        (
            "Women with or without epidural analgesia were studied.\n"
            "Labor was longer in the epidural group.\n"
            "The rate of cesarean delivery was not different between groups."
        ),
        ("epidural analgesia", "labor", 1),
    ),
    (
        "Hospital stay after delivery",
        (
            "Women with or without epidural analgesia were studied.\n"
            "Labor was longer in the epidural group.\n"
            "The rate of cesarean delivery was not different between groups."
        ),
        ("epidural analgesia", "cesarean delivery", 0),
    ),
    (
        "Outcomes of tonsillectomy",
        (
            "Children who received dexamethasone were compared with those who did not.\n"
            "Bleeding was similar in the two groups."
        ),
        ("dexamethasone", "bleeding", 0),
    ),
    (
        "Fracture healing",
        (
            "Patients treated with teriparatide (n = 20) were compared to untreated patients (n = 22).\n"
            "Time to union was shorter in the treated group.\n"
            "Adverse events did not differ."
        ),
        ("teriparatide", "time to union", -1),
    ),
    (
        "Blood pressure in the elderly",
        ("Users of diuretics (n = 100) were compared with nonusers (n = 300).\nBone density was higher in users."),
        ("diuretics", "bone density", 1),
    ),
    (
        "Tooth loss in older adults",
        (
            "Participants with tooth loss and those with a full dentition were compared.\n"
            "Protein intake was similar in both groups."
        ),
        ("tooth loss", "protein intake", 0),
    ),
    (
        "Quality of life in breast cancer survivors",
        (
            "Participants were assigned to a yoga group or a waiting list.\n"
            "Fatigue was lower in the yoga group (p < 0.01).\n"
            "Sleep did not differ between groups."
        ),
        ("yoga", "fatigue", -1),
    ),
    (
        "Quality of life in breast cancer survivors",
        (
            "Participants were assigned to a yoga group or a waiting list.\n"
            "Fatigue was lower in the yoga group (p < 0.01).\n"
            "Sleep did not differ between groups."
        ),
        ("yoga", "sleep", 0),
    ),
    (
        "Pain relief in labor",
        (
            "Women in group A received remifentanil and women in group B received pethidine.\n"
            "Pain scores were lower in group A.\n"
            "Apgar scores were similar in both groups."
        ),
        ("remifentanil", "apgar", 0),
    ),
    (
        "Recovery after cesarean section",
        (
            "The patients were randomly divided into two groups: chewing gum (n = 50) and control (n = 50).\n"
            "Time to first flatus was shorter in the gum group.\n"
            "Nausea was similar in the two groups."
        ),
        ("gum", "time to first flatus", -1),
    ),
    (
        "Recovery after cesarean section",
        (
            "The patients were randomly divided into two groups: chewing gum (n = 50) and control (n = 50).\n"
            "Time to first flatus was shorter in the gum group.\n"
            "Nausea was similar in the two groups."
        ),
        ("chewing gum", "nausea", 0),
    ),
    (
        "Hypertension in pregnancy",
        (
            "Cases were 80 women with preeclampsia and controls were 80 women with normal pregnancies.\n"
            "Serum magnesium was lower in cases than in controls.\n"
            "Serum calcium did not differ between the groups."
        ),
        ("preeclampsia", "serum magnesium", -1),
    ),
    (
        "Hypertension in pregnancy",
        (
            "Cases were 80 women with preeclampsia and controls were 80 women with normal pregnancies.\n"
            "Serum magnesium was lower in cases than in controls.\n"
            "Serum calcium did not differ between the groups."
        ),
        ("preeclampsia", "serum calcium", 0),
    ),
    (
        "Retinal changes in migraine",
        (
            "Nerve fiber thickness was lower in the migraine group than in the control group.\n"
            "There was no difference in visual acuity between the groups."
        ),
        ("migraine", "nerve fiber thickness", -1),
    ),
    (
        "Retinal changes in migraine",
        (
            "Nerve fiber thickness was lower in the migraine group than in the control group.\n"
            "There was no difference in visual acuity between the groups."
        ),
        ("migraine", "visual acuity", 0),
    ),
    (
        "Autologous versus allogeneic transplantation in lymphoma",
        ("Relapse was lower in the allogeneic group.\nOverall survival was similar in both groups."),
        ("allogeneic transplantation", "relapse", -1),
    ),
    (
        "Autologous versus allogeneic transplantation in lymphoma",
        ("Relapse was lower in the allogeneic group.\nOverall survival was similar in both groups."),
        ("allogeneic transplantation", "survival", 0),
    ),
    (
        "Outcome of pregnancy in women with epilepsy",
        (
            "We compared 100 pregnancies in women with epilepsy with 200 pregnancies in women without "
            "epilepsy.\n"
            "The rate of preeclampsia was similar in the two groups.\n"
            "Induction of labor was more common in the epilepsy group."
        ),
        ("epilepsy", "preeclampsia", 0),
    ),
    (
        "Outcomes in patients with cirrhosis",
        (
            "Patients were divided according to body mass index into obese and non-obese groups.\n"
            "Survival was lower in the obese group.\n"
            "There was no difference in infection between the groups."
        ),
        ("obese", "survival", -1),
    ),
    (
        "Metabolic effects in adolescents",
        (
            "Girls with polycystic ovary syndrome (PCOS, n = 30) and healthy girls (n = 30) were studied.\n"
            "Insulin was higher in the PCOS group.\n"
            "Cortisol did not differ between groups."
        ),
        ("pcos", "insulin", 1),
    ),
    (
        "Hemodynamics during intubation",
        (
            "Group K received ketamine and group P received propofol.\n"
            "Blood pressure was higher in group K than in group P (p = 0.01).\n"
            "Heart rate was comparable between the groups."
        ),
        ("ketamine", "blood pressure", 1),
    ),
    (
        "Cognitive outcome after bypass surgery",
        (
            "Patients operated on with cardiopulmonary bypass (on-pump group) and without it (off-pump "
            "group) were compared.\n"
            "Cognitive decline was similar in the two groups."
        ),
        ("bypass surgery", "cognitive decline", 0),
    ),
    (
        "Iron status in toddlers",
        (
            "Eighty toddlers fed cow's milk were compared with 75 toddlers fed formula.\n"
            "Ferritin was lower in the cow's milk group (12 vs 30, p < 0.001)."
        ),
        ("cow's milk", "ferritin", -1),
    ),
    (
        "Seizures after brain surgery",
        (
            "Seizure frequency did not differ between patients who received levetiracetam and patients who "
            "received phenytoin.\n"
            "Adverse effects were less frequent in the levetiracetam group."
        ),
        ("levetiracetam", "seizure frequency", 0),
    ),
    (
        "Stent thrombosis",
        (
            "We compared drug-eluting stents with bare-metal stents in 600 patients.\n"
            "Restenosis was lower with drug-eluting stents.\n"
            "Mortality did not differ between the two groups."
        ),
        ("drug-eluting stents", "restenosis", -1),
    ),
    (
        "Weaning from ventilation",
        (
            "The purpose of this study was to compare pressure support with T-piece weaning.\n"
            "Weaning time was shorter in the pressure support group.\n"
            "Mortality was similar in the two groups."
        ),
        ("pressure support", "mortality", 0),
    ),
    (
        "Influence of diabetes on fracture healing",
        ("Union was delayed in the diabetic group.\nThere was no difference in infection between groups."),
        ("diabetes", "infection", 0),
    ),
    (
        "Management of patients with gallstones",
        (
            "Fifty patients underwent early cholecystectomy and 50 underwent delayed cholecystectomy.\n"
            "Conversion was less frequent in the early group (4% vs 16%, p = 0.04).\n"
            "Bile leak was similar in both groups."
        ),
        ("early cholecystectomy", "bile leak", 0),
    ),
    (
        "Cardiovascular risk factors in adolescents",
        (
            "Group 1 comprised 40 obese adolescents and group 2 comprised 40 normal-weight adolescents.\n"
            "Insulin was higher in group 1 (p < 0.01).\n"
            "HDL cholesterol was lower in group 1 than in group 2.\n"
            "Leptin did not differ between the groups."
        ),
        ("obese", "leptin", 0),
    ),
    (
        "Renal function in pregnancy",
        (
            "Healthy women (group 1, n = 20) and women with preeclampsia (group 2, n = 20) were studied.\n"
            "Serum magnesium was lower in group 2 than in group 1 (p = 0.01).\n"
            "Zinc was similar in both groups."
        ),
        ("preeclampsia", "serum magnesium", -1),
    ),
    (
        "Fracture healing in the elderly",
        (
            "Patients with diabetes (group A) and patients with osteoporosis (group B) were followed.\n"
            "Mortality was higher in group A (p = 0.02).\n"
            "Pain was lower in group B than in group A."
        ),
        ("diabetes", "mortality", 1),
    ),
    (
        "Lung function in workers",
        ("Group I consisted of smokers, group II of nonsmokers.\nFEV1 was lower in group I."),
        ("smokers", "fev1", -1),
    ),
    (
        "Cytokines in dyspepsia",
        (
            "Group A, patients with gastritis (n = 30); group B, patients with ulcer (n = 28); group C, "
            "healthy volunteers.\n"
            "Interleukin-6 was higher in group A than in group C.\n"
            "Gastrin was higher in group B."
        ),
        ("gastritis", "interleukin-6", 1),
    ),
    (
        "Metabolism in women",
        (
            "Group 1 included women with obesity.\n"
            "Group 2 included women of normal weight.\n"
            "Fasting insulin was higher in group 1, and adiponectin was lower in group 1."
        ),
        ("obesity", "fasting insulin", 1),
    ),
    (
        "Bone density in athletes",
        (
            "Subjects were grouped as follows: group 1, trained women; group 2, sedentary women.\n"
            "Bone density was higher in group 1 (p < 0.05)."
        ),
        ("trained", "bone density", 1),
    ),
]


@pytest.mark.parametrize(("title", "text", "claim"), SAID)
def test_what_tells_groups_apart_is_the_subject(title: str, text: str, claim: Told) -> None:
    """The subject is what one group had, with the sign of that group."""
    assert claim in read(title, text)


NOT_KNOWN = [
    (
        "Laparoscopic surgery outcomes at a single center",
        "There was no difference in complications between the groups.",
    ),
    ("Surgical outcomes in acute appendicitis", "Mortality did not differ between the two groups."),
    ("Long-term follow-up of patients with stroke", "Disability was similar in the two groups."),
    (
        "Serum leptin in children",
        ("Leptin did not differ between boys and girls.\nThere was no difference in insulin between the groups."),
    ),
    ("Prognosis of sepsis", "There was no difference in length of stay between the groups."),
    ("Comparison of hospital costs", "Costs were similar.\nPain was lower in group B than in group A (p < 0.01)."),
    ("Quality of life in old age", "Zinc did not differ between the two groups."),
]


@pytest.mark.parametrize(("title", "text"), NOT_KNOWN)
def test_no_fragment_of_a_title_stands_for_what_is_not_known(title: str, text: str) -> None:
    """Where no text says which groups are meant, nothing is told of them."""
    assert not {claim for claim in read(title, text) if claim[0] in title.casefold()}
