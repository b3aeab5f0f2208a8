// The HTML report in a browser, as a person uses it. Usage: node report.js REPORT.html [FOLDER FOR PICTURES]
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const file = path.resolve(process.argv[2]);
const shots = process.argv[3];
const address = pathToFileURL(file).href;
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const checks = [];
const check = (name, options, run) => checks.push({ name, options, run });
const picture = (page, name, options = {}) =>
  shots && page.screenshot({ path: path.join(shots, `${name}.png`), ...options });

const violations = async (page) => {
  // Evaluated by the browser's debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 100)).join(' | ')}`);
};
const shown = (page) => page.locator('.card:visible').count();
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const size = fs.statSync(file).size;

check('the file is under 300 KB', {}, async () => assert.ok(size < 300_000, `${size} bytes`));

check('documents stay text', {}, async (page) => {
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('img, iframe, object, embed').count(), 0);
  assert.match(await page.locator('body').innerText(), /<img src=x onerror="window\.broken = 2">/);
  const links = await page.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.ok(links.every((href) => href.startsWith('#')), links.join(' '));
  const targets = await page.evaluate(() => [...document.querySelectorAll('a')].filter((a) => !document.querySelector(a.hash)).length);
  assert.equal(targets, 0);
});

check('filters', {}, async (page) => {
  const all = await shown(page);
  for (const name of ['topic', 'kind', 'level', 'source']) {
    const select = page.locator(`[data-filter="${name}"]`);
    const values = await select.locator('option').evaluateAll((o) => o.map((x) => x.value).filter(Boolean));
    let sum = 0;
    for (const value of values) {
      await select.selectOption(value);
      const visible = await page.locator('.card:visible').evaluateAll((c, n) => c.map((x) => x.dataset[n]), name);
      assert.ok(visible.length > 0 && visible.every((v) => v === value), `${name} ${value}`);
      sum += visible.length;
      assert.match(await page.locator('#count').innerText(), new RegExp(`^${visible.length} of ${all} shown`));
    }
    assert.equal(sum, all, name);
    await page.locator('#reset').click();
    assert.equal(await shown(page), all);
  }
});

check('check-off and notes survive a reload', {}, async (page) => {
  await page.locator('.card .done').first().check();
  await page.locator('.card .notes summary').nth(1).click();
  await page.locator('.card textarea').nth(1).fill('Tell of <b>the migration</b>');
  await page.reload();
  assert.ok(await page.locator('.card .done').first().isChecked());
  assert.equal(await page.locator('.card textarea').nth(1).inputValue(), 'Tell of <b>the migration</b>');
  assert.match(await page.locator('#count').innerText(), /, 1 rehearsed$/);
  const done = await page.locator('.done-of').allInnerTexts();
  assert.ok(done.some((text) => text.startsWith('1 of')), done.join());
  const all = await page.locator('.card').count();
  await page.locator('#hide-done').check();
  assert.equal(await shown(page), all - 1);
});

check('practice runs to its end and brings weak ones back', {}, async (page) => {
  const all = await page.locator('.card').count();
  await page.locator('#start').click();
  const first = await page.locator('#practice-question').innerText();
  const seen = [first];
  await page.waitForFunction(() => document.getElementById('practice-time').textContent !== '0:00');
  await picture(page, 'practice-question');
  for (let asked = 1; asked <= all + 1; asked += 1) {
    await page.locator('#practice-show').click();
    await page.locator('#practice-ticks input').first().check();
    if (asked === 1) await picture(page, 'practice-points');
    await page.locator(`[data-rate="${asked === 1 ? 'weak' : 'strong'}"]`).click();
    if (await page.locator('#practice-end').isVisible()) {
      assert.equal(asked, all + 1);
      break;
    }
    seen.push(await page.locator('#practice-question').innerText());
  }
  assert.equal(seen[4], first, 'the weak one comes back after three others');
  assert.equal(new Set(seen).size, all);
  assert.match(await page.locator('#practice-summary').innerText(), new RegExp(`^${all} rehearsed.* 1 weak`));
  await picture(page, 'practice-end');
  await page.locator('#practice-again').click();
  assert.equal(await page.locator('#practice-question').innerText(), first);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#practice').isVisible(), false);
  assert.match(await page.locator('#count').innerText(), new RegExp(`${all} rehearsed$`));
  await page.reload();
  assert.equal(await page.locator('.rated:visible').count(), all);
});

check('keyboard only', {}, async (page) => {
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(ring, 'solid');
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q1');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q2');
  await page.keyboard.press('k');
  await page.keyboard.press('Space');
  assert.ok(await page.locator('#q1 .points').getAttribute('open') !== null);
  await page.keyboard.press('x');
  assert.ok(await page.locator('#q1 .done').isChecked());
  await page.keyboard.press('?');
  assert.ok(await page.locator('.keys').getAttribute('open') !== null);
  await page.keyboard.press('p');
  assert.ok(await page.locator('#practice').isVisible());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  assert.ok(await page.locator('#practice-ticks input').first().isChecked());
  await page.keyboard.press('Escape');
  await page.locator('#keys-on').uncheck();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('p');
  assert.equal(await page.locator('#practice').isVisible(), false);
});

check('every stop of the tab key is visible', {}, async (page) => {
  await page.keyboard.press('Tab');
  for (let i = 0; i < 60; i += 1) {
    const bad = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return null;
      const box = at.getBoundingClientRect();
      return box.width && box.height && getComputedStyle(at).outlineStyle !== 'none' ? null : at.outerHTML.slice(0, 100);
    });
    assert.equal(bad, null);
    await page.keyboard.press('Tab');
  }
});

for (const theme of ['light', 'dark']) {
  check(`no accessibility violations, ${theme}`, { colorScheme: theme }, async (page) => {
    await picture(page, theme);
    await picture(page, `${theme}-full`, { fullPage: true });
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
    assert.deepEqual(await violations(page), []);
    await page.locator('#start').click();
    assert.deepEqual(await violations(page), []);
    await page.locator('#practice-show').click();
    assert.deepEqual(await violations(page), []);
  });
}

check('the theme can be chosen and is kept', { colorScheme: 'light' }, async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator('#theme').click();
  const dark = await paper();
  assert.notEqual(light, dark);
  await page.reload();
  assert.equal(await paper(), dark);
});

check('360 pixels wide without sideways scrolling', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (page) => {
  assert.equal(await wide(page), 0);
  await picture(page, 'phone');
  await picture(page, 'phone-full', { fullPage: true });
  await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
  assert.equal(await wide(page), 0);
  assert.deepEqual(await violations(page), []);
  await page.locator('#start').click();
  await page.locator('#practice-show').click();
  assert.equal(await wide(page), 0);
  await picture(page, 'phone-practice');
});

check('without scripts all questions show', { javaScriptEnabled: false }, async (page) => {
  const all = await page.locator('.card').count();
  assert.ok(all > 0);
  assert.equal(await shown(page), all);
  assert.equal(await page.locator('button:visible, select:visible, textarea:visible, input:visible').count(), 0);
  await page.locator('.card .points summary').first().click();
  assert.ok(await page.locator('.card .points li').first().isVisible());
  await picture(page, 'no-script');
});

check('prints, dark or not, with everything unfolded', { colorScheme: 'dark' }, async (page) => {
  const pdf = await page.pdf({ format: 'A4', printBackground: true, ...(shots && { path: path.join(shots, 'print.pdf') }) });
  assert.ok(pdf.length > 10_000);
  await page.emulateMedia({ media: 'print' });
  const { paper, folded } = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    return {
      paper: getComputedStyle(document.body).backgroundColor,
      folded: [...document.querySelectorAll('.points li, .follow-ups li')].filter((li) => !li.checkVisibility({ contentVisibilityAuto: true })).length,
    };
  });
  assert.equal(paper, 'rgb(255, 255, 255)');
  assert.equal(folded, 0);
  assert.equal(await page.locator('.controls:visible, nav:visible, button:visible').count(), 0);
});

check('motion is left out where it is unwanted', { reducedMotion: 'reduce' }, async (page) => {
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
});

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  let failed = 0;
  for (const { name, options, run } of checks) {
    // A fresh context has a fresh storage.
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const noise = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(String(error)));
    page.on('request', (request) => request.url() !== address && !request.url().startsWith('data:') && noise.push(`request ${request.url()}`));
    try {
      await page.goto(address);
      await run(page);
      assert.deepEqual(noise, [], 'errors, warnings and requests');
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n      ${String(error.message).split('\n').slice(0, 12).join('\n      ')}`);
    }
    await context.close();
  }
  await browser.close();
  console.log(`${size} bytes; ${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
})();
