//! How single sentences are judged: forms that postings and resumes use, each once, with what must and must not follow.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jobfit::pipeline::{Request, Toolkit};
use jobfit::read::Reader;
use jobfit::report::value::Tailored;
use jobfit::understand::dates::Month;
use jobfit::vocabulary::guard::Place;

const RESUME: &str = "\
Robin Example
robin@example.org

EXPERIENCE

Backend Developer, Acme Parcel, May 2020 - Present
- Built the parcel tracking service in Python; it answers 4,000 requests a second
- Replaced polling by RabbitMQ and cut the delay from 40 s to 2 s
";

/// Enough words for a resume to be judged at all, and no skill among them.
const REST: &str = "
EDUCATION

Bachelor of Arts in history, University of Somewhere, a thesis about the harbours of the northern coast and the people who
lived there before the railway came, with a prize for the best work of the year in the whole of the faculty.
";

fn toolkit() -> &'static Toolkit {
    static TOOLKIT: OnceLock<Toolkit> = OnceLock::new();
    TOOLKIT.get_or_init(|| Toolkit::shipped().unwrap())
}

fn judge(posting: &str, resume: &str) -> Tailored {
    let toolkit = toolkit();
    let read = |name: &str, text: &str| Reader::default().read(name, text.as_bytes()).unwrap();
    toolkit
        .run(
            &read("jd.txt", posting),
            &read("resume.txt", &format!("{resume}{REST}")),
            Month::of(2026, 11),
            &Request::default(),
        )
        .unwrap()
}

/// Each skill asked for, with how strongly.
fn asked(posting: &str) -> BTreeMap<String, String> {
    let result = judge(posting, RESUME);
    result.fit.skills.iter().map(|s| (s.id.clone(), s.strength.name().to_owned())).collect()
}

/// A posting with these lines as its requirements.
fn requirements(lines: &str) -> String {
    format!("Senior Backend Engineer\nNorthwind Freight\n\nRequirements\n\n- Python, every day\n{lines}\n")
}

/// The grade of a skill in a resume whose only job has these lines.
fn evidence(skill: &str, lines: &str) -> String {
    let resume =
        format!("Robin Example\n\nEXPERIENCE\n\nDeveloper, Acme, May 2020 - Present\n- Wrote the shop\n{lines}\n");
    let result = judge(&requirements(&format!("- {skill}")), &resume);
    let id = toolkit().vocabulary.by_name(skill).unwrap().id().to_owned();
    result.fit.skills.iter().find(|s| s.id == id).unwrap().evidence.name().to_owned()
}

#[test]
fn what_is_denied_is_not_asked() {
    for line in [
        "- You will never write Java",
        "- Java plays no part here",
        "- Java is not used here",
        "- You won't have to touch Java",
        "- There is no legacy Java",
    ] {
        let asked = asked(&requirements(line));
        assert!(!asked.contains_key("java"), "{line}: {asked:?}");
        assert!(asked.contains_key("python"), "{line}: {asked:?}");
    }
    assert!(asked(&requirements("- You will never be bored: Java at scale")).contains_key("java"));
}

#[test]
fn a_plus_reaches_over_an_enumeration() {
    let found = asked(&requirements("- Familiarity with Spark, Databricks or similar technologies is beneficial"));
    assert_eq!((found["spark"].as_str(), found["databricks"].as_str()), ("preferred", "preferred"));
    assert_eq!(asked(&requirements("- Tableau is preferable"))["tableau"], "preferred");
    let both = asked(&requirements("- Solid Kafka, Terraform is a plus"));
    assert_eq!((both["kafka"].as_str(), both["terraform"].as_str()), ("required", "preferred"));
}

#[test]
fn siblings_in_a_bracket_are_alternatives() {
    let groups = |line: &str| {
        let result = judge(&requirements(line), RESUME);
        let mut found: Vec<Vec<String>> =
            result.job.requirements.iter().filter(|r| r.any_of).map(|r| r.skills.clone()).collect();
        found.iter_mut().for_each(|g| g.sort());
        found
    };
    assert_eq!(
        groups("- Modern data warehouses (Snowflake, Redshift, BigQuery)"),
        [["bigquery", "redshift", "snowflake"]]
    );
    // A complement is no alternative, and "and" asks for both.
    assert!(groups("- Containers (Docker, Kubernetes)").is_empty());
    assert!(groups("- Clouds (AWS and GCP)").is_empty());
}

#[test]
fn headings_of_pasted_text_open_their_part() {
    let text =
        "Data Analyst\nAbout us\nWe are a bank in a town.\nQualifications\n- SQL\n- Tableau would be nice to have\n";
    assert_eq!(asked(text)["sql"], "required");
    // The company in a title is not a heading of benefits.
    let text = "# Site Reliability Engineer — Fennimore Health\n\n## You need\n\n- Kubernetes\n\n## Preferably also\n\n- Kafka\n";
    let found = asked(text);
    assert_eq!((found["kubernetes"].as_str(), found["kafka"].as_str()), ("required", "preferred"));
}

#[test]
fn work_of_others_is_no_evidence() {
    assert_eq!(evidence("Terraform", "- Our Terraform is run by the infrastructure guild"), "missing");
    assert_eq!(evidence("Terraform", "- Wrote Terraform modules for the infrastructure guild"), "demonstrated");
}

#[test]
fn technologies_under_each_of_several_jobs_were_used_there() {
    let jobs = "Technologies: Kotlin, Room\n\nJunior Developer, Tiny, Jan 2018 - April 2020\n- Wrote things\nTechnologies: Scala\n";
    assert_eq!(evidence("Kotlin", jobs), "demonstrated");
    // One such line at the end of a resume is a list of skills.
    assert_eq!(evidence("Kotlin", "\nTechnologies: Kotlin, Room\n"), "listed");
}

#[test]
fn a_dash_that_a_conversion_lost_still_makes_a_range() {
    let resume = "Robin Example\n\nEXPERIENCE\n\n2021  now Full-Stack Developer, Acme\n- Built the shop in Python\n\n\
                  2019  2021 Java Backend Developer, Tiny\n- Built the import in Java\n";
    let years = judge(&requirements("- Java"), resume).resume.years.unwrap();
    assert!((years - 7.4).abs() < 0.3, "{years}");
}

#[test]
fn what_implies_a_sibling_is_something_close() {
    assert_eq!(evidence("AWS", "- Ran the billing on Azure App Service"), "related");
    assert_eq!(evidence("Gradient boosting", "- Trained the churn model with LightGBM"), "demonstrated");
    assert_eq!(evidence("k6", "- Never had to load test: the hosting firm ran k6 for us"), "missing");
}

#[test]
fn a_heading_is_no_employer() {
    let resume = "Robin Example\n\nEXPERIENCE\n• 2021 - present: Frontend developer\n-- Acme (Haifa)\nBuilt the shop in React.\n";
    let result = judge(&requirements("- React"), resume);
    assert!(!result.resume.positions.is_empty());
    assert!(result.resume.positions.iter().all(|p| !p.organization.contains("EXPERIENCE")), "a heading as employer");
}

/// The title and the organization of each position of a resume with these lines as its work.
fn positions(work: &str) -> Vec<(String, String, String, Option<String>)> {
    let resume = format!("Robin Example\nrobin@example.org\n\nEXPERIENCE\n\n{work}\n");
    let result = judge(&requirements("- Java"), &resume);
    result.resume.positions.into_iter().map(|p| (p.title, p.organization, p.start, p.end)).collect()
}

#[test]
fn titles_and_organizations_in_the_orders_that_people_write() {
    for (head, title, organization) in [
        ("Acme Hosting, Leiden. Systems Engineer | 05/2016 - 12/2020", "Systems Engineer", "Acme Hosting"),
        ("Acme Inc. Senior Developer, May 2016 - June 2020", "Acme Inc. Senior Developer", ""),
        ("Developer, then Lead Developer, Acme Parcel | May 2016 - June 2020", "Lead Developer", "Acme Parcel"),
        ("Senior, then Principal Engineer, Acme Parcel | May 2016 - June 2020", "Principal Engineer", "Acme Parcel"),
        ("Acme Parcel, Bremen: software engineer\nOctober 2017 to December 2020", "software engineer", "Acme Parcel"),
        ("Research Intern (paid), Institute of Tides | Apr 2019 - Sep 2019", "Research Intern", "Institute of Tides"),
        ("Software Engineer | CA, USA\nAcme Computer | June 2014 to Aug. 2015", "Software Engineer", "Acme Computer"),
        ("Teacher of Maths, Head of Year 9 from 2021\nAcme School, 2017 - 2025", "Teacher of Maths", "Acme School"),
    ] {
        let found = positions(&format!("{head}\n- Built the importer in Java"));
        assert_eq!(found.len(), 1, "{head}: {found:?}");
        assert!(
            found.iter().all(|p| p.0 == title && (organization.is_empty() || p.1 == organization)),
            "{head}: {found:?}"
        );
    }
    let wrapped =
        positions("Nov 2023 – Feb | Summer intern, Acme Dairy\n2024 | A bridge from a meter to Modbus, in Java");
    assert!(wrapped.iter().any(|p| p.0 == "Summer intern" && p.3.as_deref() == Some("2024-02")), "{wrapped:?}");
}

#[test]
fn a_title_shows_what_it_names() {
    let resume =
        "Robin Example\n\nEXPERIENCE\n\nSenior Java Developer, Acme Parcel, May 2020 - Present\n- Built the importer\n";
    let result = judge(&requirements("- Java"), resume);
    let java = result.fit.skills.iter().find(|s| s.id == "java").map(|s| s.evidence.name());
    assert_eq!(java, Some("demonstrated"));
}

#[test]
fn a_name_of_the_list_is_known_in_the_work() {
    let with = |line: &str, list: &str| {
        let resume = format!(
            "Robin Example\n\nEXPERIENCE\n\nEngineer, Acme, May 2020 - Present\n{line}\n\nSKILLS\n\nTools: {list}\n"
        );
        let result = judge(&requirements("- Envoy proxy\n- Cucumber\n- Go\n- Excel"), &resume);
        result.fit.skills.iter().map(|s| (s.id.clone(), s.evidence.name().to_owned())).collect::<BTreeMap<_, _>>()
    };
    let of = |line: &str, id: &str| with(line, "Git, Envoy, Cucumber, Go, Excel").get(id).cloned().unwrap_or_default();
    assert_eq!(of("- Envoy at the edge, 9,000 requests a second", "envoy"), "demonstrated");
    assert_eq!(of("- Specify transfers in Cucumber together with analysts", "cucumber"), "demonstrated");
    assert_eq!(of("- Received an envoy of the embassy", "envoy"), "listed");
    assert_eq!(of("- Excel at explaining things", "excel"), "listed");
    assert_eq!(of("- Go live weekends, two a year", "go"), "listed");
    assert_eq!(
        with("- Envoy at the edge of the harbour", "Git, Docker").get("envoy").map(String::as_str),
        Some("missing")
    );
}

#[test]
fn what_was_done_shows_the_skill_without_its_name() {
    let vocabulary = &toolkit().vocabulary;
    let table = include_str!("deeds.txt");
    let mut wrong = Vec::new();
    for (skill, line) in table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once(" | ").unwrap()) {
        let scan = vocabulary.scan(line);
        let named = scan.mentions(vocabulary, Place::default());
        let shown: Vec<&str> = named
            .iter()
            .chain(&scan.told(vocabulary))
            .filter_map(|m| vocabulary.get(m.skill))
            .map(|s| s.id())
            .collect();
        let wanted = skill.trim_start_matches('!');
        assert!(vocabulary.by_id(wanted).is_some(), "{wanted} is no skill");
        if shown.contains(&wanted) == skill.starts_with('!') {
            wrong.push(format!("{skill} | {line}: {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // In a dated job it is evidence, in a posting it asks for nothing, and somebody else's deed shows nothing.
    assert_eq!(evidence("Incident response", "- Got the shop back up within ten minutes"), "demonstrated");
    assert_eq!(evidence("Load testing", "- The hosting firm simulated 20,000 virtual users for us"), "missing");
    assert!(!asked(&requirements("- Our site was back up within ten minutes")).contains_key("incident-response"));
}

/// The lines of a table, each `skill | verdict | line`.
fn table(text: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    text.lines().filter(|l| !l.starts_with('#')).map(|l| l.splitn(3, " | ").collect::<Vec<_>>().try_into().unwrap())
}

#[test]
fn turns_of_phrase_in_postings() {
    let mut wrong = Vec::new();
    for [skill, verdict, line] in table(include_str!("asked.txt")) {
        let document = Reader::default().read("jd.txt", requirements(line).as_bytes()).unwrap();
        let posting = jobfit::understand::posting::understand(&document, &toolkit().vocabulary);
        let found = posting.asked.iter().find(|s| s.named.id == skill).map_or("no", |s| s.strength.name());
        if found != verdict {
            wrong.push(format!("{skill} is {found}, not {verdict}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn turns_of_phrase_in_resumes() {
    let mut wrong = Vec::new();
    for [skill, verdict, line] in table(include_str!("own.txt")) {
        let text = format!(
            "Robin Example\n\nEXPERIENCE\n\nDeveloper, Acme, May 2020 - Present\n- Wrote the shop\n{line}\n{REST}"
        );
        let document = Reader::default().read("resume.txt", text.as_bytes()).unwrap();
        let resume = jobfit::understand::resume::understand(&document, &toolkit().vocabulary, Month::of(2026, 11));
        let found = resume.skills.iter().find(|s| s.named.id == skill).map_or("missing", |s| s.evidence.name());
        if found != verdict {
            wrong.push(format!("{skill} is {found}, not {verdict}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
