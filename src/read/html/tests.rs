use super::*;

fn page(html: &str) -> Draft {
    // What is counted is what matters here, not the time on a loaded machine.
    let limits = Limits { time: std::time::Duration::from_secs(60), ..Limits::default() };
    read(html.as_bytes(), &limits, &Deadline::after(limits.time)).expect("a draft")
}

fn seen(draft: &Draft) -> Vec<(LineKind, &str)> {
    draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect()
}

use LineKind::{Bullet, Heading, Row, Text};

#[test]
fn blocks_become_lines() {
    let draft = page(
        "<h1>Jane&nbsp;Doe</h1><p><b>Who we are</b></p><p>One <i>big</i>\n company<br>in R&amp;D</p>\
         <ul><li>Rust<ul><li>tokio</ul><li><p>Go</p></ul><table><tr><th>SQL<td>expert</table>",
    );
    assert_eq!(
        seen(&draft),
        [
            (Heading(1), "Jane Doe"),
            (Heading(3), "Who we are"),
            (Text, "One big company"),
            (Text, "in R&D"),
            (Bullet(0), "Rust"),
            (Bullet(1), "tokio"),
            (Bullet(0), "Go"),
            (Row, "SQL | expert"),
        ]
    );
}

#[test]
fn columns_made_by_style_are_not_glued_and_words_are_not_torn() {
    let draft = page(
        "<div><span>Senior Engineer</span><span>2020 – 2022</span></div><p><span>Java</span><span>script</span></p>\
         <h3><span>Analyst</span><span>Jan 2020</span></h3><div><a>Rust</a> <a>Go</a></div><div><span>AWS</span><span>k8s</span></div>",
    );
    let texts: Vec<_> = draft.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(texts, ["Senior Engineer\t2020 – 2022", "Javascript", "Analyst\tJan 2020", "Rust\tGo", "AWS\tk8s"]);
}

#[test]
fn a_site_s_furniture_is_left_out() {
    let draft = page(
        "<title>Tester at Acme | Jobs</title><header><nav><a>Home</a></nav></header>\
         <div class=cookie role=dialog>We use cookies</div><main><h2 class=title>Tester</h2><p>You test things, all day long, with us.</p>\
         <form><label>Name</label><select><option>Cypress</select></form><h3>Similar jobs</h3><ul><li>Welder</ul></main>\
         <script>var skills='Haskell'</script><footer>Privacy</footer>",
    );
    assert_eq!(seen(&draft), [(Heading(2), "Tester"), (Text, "You test things, all day long, with us.")]);
    assert_eq!((draft.stated.title.as_deref(), draft.stated.organization.as_deref()), (Some("Tester"), Some("Acme")));
}

#[test]
fn a_resume_keeps_its_header_and_aside() {
    let draft = page(
        "<nav><a href='#s'>Skills</a></nav><header><h1>Jane</h1><p>jane@x.example</p></header><aside><h2>Skills</h2><p>Rust</p></aside><footer>References</footer>",
    );
    let texts: Vec<_> = draft.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(texts, ["Jane", "jane@x.example", "Skills", "Rust", "References"]);
}

#[test]
fn json_ld_is_the_document_unless_it_is_a_teaser() {
    let script = |description: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@graph\":[{{\"@type\":[\"JobPosting\"],\"title\":\"SRE\",\"datePosted\":\"2026-11-03T00:00\",\
             \"hiringOrganization\":{{\"name\":\"Petrel\"}},\"description\":\"{description}\"}}]}}</script>\
             <main><p>You keep the box office open for everybody who wants a seat.</p></main>"
        )
    };
    let full = page(&script(
        "&lt;p&gt;You keep it open, day and night.&lt;/p&gt;\n&lt;ul&gt;&lt;li&gt;Linux&lt;/li&gt;&lt;/ul&gt;",
    ));
    assert_eq!(
        seen(&full),
        [(Heading(1), "SRE"), (Text, "Petrel"), (Text, "You keep it open, day and night."), (Bullet(0), "Linux")]
    );
    assert_eq!(full.stated.date.as_deref(), Some("2026-11-03"));
    let teaser = page(&script("Join us"));
    assert_eq!(
        seen(&teaser),
        [(Heading(1), "SRE"), (Text, "You keep the box office open for everybody who wants a seat.")]
    );
}

#[test]
fn depth_and_unclosed_tags_cost_nothing() {
    let deep = format!("{}deep{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert_eq!(page(&deep).lines.len(), 1);
    assert_eq!(page(&format!("text{}", "<title>".repeat(100_000))).lines.len(), 1);
    assert_eq!(
        page("a < b <3 c &unknown; <p class=\"x").lines.first().map(|l| l.text.as_str()),
        Some("a < b <3 c &unknown;")
    );
}

#[test]
fn hidden_text_is_left_out_and_noted() {
    let draft = page("<p>Seen</p><p style='display: none'>Kubernetes Haskell Erlang Ada</p>");
    assert_eq!(seen(&draft), [(Text, "Seen")]);
    assert_eq!(draft.notes.first().map(|n| n.code), Some("hidden-text"));
}
