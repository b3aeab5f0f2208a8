// Drives the site of the guides in Chromium, from disk. Run it with guide.sh.
import { readFileSync, readdirSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const site = process.env.SITE;
const alone = process.env.ALONE;
const shots = process.env.SHOTS;
const url = (name) => pathToFileURL(`${site}/${name}`).href;

let passed = 0;
let failed = 0;
function check(name, ok, detail = '') {
  if (ok) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`FAILED ${name} ${detail}`);
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

// A page that notes what it says on the console and whatever it asks for beyond itself.
async function open(target, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const noise = [];
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) noise.push(m.text()); });
  page.on('pageerror', (e) => noise.push(String(e)));
  page.on('request', (r) => {
    if (r.url() !== target && !r.url().startsWith('data:')) noise.push(`request: ${r.url()}`);
  });
  await page.goto(target, { waitUntil: 'load' });
  return { page, context, noise };
}

// axe runs in a page of its own policy; bypassing it is for the tool, after the page itself was checked under it.
async function axe(target, options = {}) {
  const { page, context } = await open(target, { bypassCSP: true, ...options });
  await page.evaluate(axeSource);
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  await context.close();
  return result.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
}

const names = readdirSync(site).filter((n) => n.endsWith('.html')).sort();
check('twenty guides and an index', names.length === 21, names.length);

const { page: crawler, context: crawling } = await open(url('index.html'), { javaScriptEnabled: false });
const titles = new Set();
for (const name of names) {
  const { page, context, noise } = await open(url(name), { javaScriptEnabled: false });
  check(`${name}: quiet, and no request`, noise.length === 0, noise.join('; '));
  titles.add(await page.title());
  const links = await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')));
  const broken = [];
  for (const link of new Set(links)) {
    if (link.startsWith('#')) {
      if (await page.locator(`[id="${link.slice(1)}"]`).count() !== 1) broken.push(link);
    } else if (!names.includes(link)) {
      broken.push(link);
    }
  }
  check(`${name}: links resolve`, broken.length === 0, broken.join(' '));
  await context.close();
}
check('each page has its own title', titles.size === names.length);
await crawler.click('text=Backend Engineer');
check('a card leads to its guide', crawler.url().endsWith('/backend-engineer.html'), crawler.url());
await crawler.click('nav[aria-label=Breadcrumb] a');
check('the breadcrumb leads back', crawler.url().endsWith('/index.html'), crawler.url());
await crawling.close();

for (const scheme of ['light', 'dark']) {
  for (const name of ['index.html', 'backend-engineer.html', 'product-manager.html']) {
    const violations = await axe(url(name), { colorScheme: scheme });
    check(`${name} ${scheme}: axe`, violations.length === 0, violations.join('\n  '));
  }
}
for (const violations of [await axe(pathToFileURL(alone).href)]) {
  check('a guide by itself: axe', violations.length === 0, violations.join('\n  '));
}
{
  const { page, context, noise } = await open(pathToFileURL(alone).href);
  check('a guide by itself: quiet, and no request', noise.length === 0, noise.join('; '));
  const outward = await page.$$eval('a[href]', (all) => all.filter((a) => !a.getAttribute('href').startsWith('#')).length);
  check('a guide by itself links to nothing that is not there', outward === 0, outward);
  await context.close();
}

// A phone: nothing is wider than the screen.
for (const name of ['index.html', 'backend-engineer.html', 'ml-engineer.html']) {
  const { page, context } = await open(url(name), { viewport: { width: 360, height: 740 } });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const widest = await page.$$eval('body *', (all) => all.filter((e) => e.getBoundingClientRect().right > 360).map((e) => e.outerHTML.slice(0, 80)));
  check(`${name}: fits 360 px`, wide <= 360, `${wide} ${widest.slice(-2)}`);
  await context.close();
}

// Dark: the page really is.
{
  const { page, context } = await open(url('backend-engineer.html'), { colorScheme: 'dark' });
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const sum = background.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
  check('dark is dark', sum < 150, background);
  await context.close();
}

// The keyboard: skip link first, then a question opens and closes.
{
  const { page, context } = await open(url('backend-engineer.html'));
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.textContent);
  check('the skip link comes first', first.includes('Skip'), first);
  await page.keyboard.press('Enter');
  const there = await page.evaluate(() => document.activeElement.id);
  check('it leads to the content', there === 'main', there);
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  check('Enter unfolds the points', await page.locator('details').first().getAttribute('open') !== null);
  await page.keyboard.press('Enter');
  check('Enter folds them', await page.locator('details').first().getAttribute('open') === null);
  await context.close();
}

// Paper: points are there though folded on the screen, and what only a screen needs is not.
{
  const { page, context } = await open(url('backend-engineer.html'));
  await page.emulateMedia({ media: 'print' });
  const heights = await page.$$eval('details .points', (all) => all.map((u) => u.getBoundingClientRect().height));
  check('points are on paper', heights.length > 0 && heights.every((h) => h > 10), `${heights.slice(0, 3)}`);
  check('the contents are not', !(await page.locator('.toc').isVisible()));
  const pdf = await page.pdf({ format: 'A4' });
  check('it prints', pdf.length > 20000, pdf.length);
  await context.close();
}

if (shots) {
  mkdirSync(shots, { recursive: true });
  const shoot = async (file, name, options = {}, before = null) => {
    const { page, context } = await open(url(name), options);
    if (before) await before(page);
    await page.waitForTimeout(100);
    await page.screenshot({ path: `${shots}/${file}.png` });
    await context.close();
  };
  const unfold = (page) => page.evaluate(() => { document.querySelector('details').open = true; });
  await shoot('index', 'index.html');
  await shoot('index-dark', 'index.html', { colorScheme: 'dark' });
  await shoot('index-phone', 'index.html', { viewport: { width: 360, height: 740 } });
  await shoot('guide', 'backend-engineer.html', { viewport: { width: 1280, height: 1300 } }, unfold);
  await shoot('guide-dark', 'backend-engineer.html', { viewport: { width: 1280, height: 1300 }, colorScheme: 'dark' }, unfold);
  await shoot('guide-phone', 'backend-engineer.html', { viewport: { width: 360, height: 1500 } }, unfold);
  await shoot('guide-end', 'backend-engineer.html', {}, (page) => page.evaluate(() => document.getElementById('fast-answers').scrollIntoView()));
  await shoot('guide-paper', 'backend-engineer.html', { viewport: { width: 800, height: 1100 } }, (page) => page.emulateMedia({ media: 'print' }));
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
