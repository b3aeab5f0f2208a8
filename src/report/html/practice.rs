//! The practice: a dialog that the script fills, one question at a time.

use super::markup::Markup;

/// Writes the dialog, closed. It holds no word of a document: the script copies those out of the cards.
pub fn write(page: &mut Markup) {
    page.fixed(DIALOG);
}

const DIALOG: &str = r#"<dialog id="practice" aria-labelledby="practice-title">
<div class="bar"><h2 id="practice-title">Practice</h2>
<p class="tags"><span id="practice-count"></span> <span role="timer" aria-label="Time on this question" id="practice-time">0:00</span></p>
<button type="button" class="quiet" id="practice-close">Close</button></div>
<div id="practice-run">
<p class="tags" id="practice-about"></p>
<p class="question" id="practice-question" tabindex="-1"></p>
<div id="practice-think"><p class="note">Answer aloud, as you would in the room. Then compare.</p>
<button type="button" class="primary" id="practice-show">Show the points</button></div>
<div id="practice-points" hidden>
<fieldset><legend>Tick what you said</legend><div id="practice-ticks"></div></fieldset>
<div id="practice-more"><h3>They may go on with</h3><ul id="practice-follow-ups"></ul></div>
<div class="rate" role="group" aria-labelledby="practice-rate"><h3 id="practice-rate">How did it go?</h3>
<button type="button" data-rate="weak">Weak, ask again</button>
<button type="button" data-rate="fair">Fair</button>
<button type="button" data-rate="strong">Strong</button></div>
</div></div>
<div id="practice-end" hidden><h3 tabindex="-1" id="practice-done">Done</h3>
<p id="practice-summary"></p>
<button type="button" class="primary" id="practice-again">Practise the weaker ones again</button>
<ul id="practice-list"></ul></div>
</dialog>
"#;
