// A person looks for the boot of a server: in a real browser, from the log-in at Keycloak on.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { CAELUM_GATEWAY, OS_USERNAME, OS_PASSWORD, ADMIN_PASSWORD, CHROMIUM } = process.env;
const { SERVER_NAME, FAILED_SERVER_NAME, SCREENSHOT } = process.env;
const PATIENCE = 120_000;

let profile;
let browser;
let page;
const complaints = [];

before(async () => {
  profile = mkdtempSync(join(tmpdir(), 'caelum-browser-'));
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    timeout: PATIENCE,
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1440, height: 1000 },
    // the last ones keep it from calling its maker, which a closed network refuses many times over
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.setDefaultTimeout(PATIENCE);
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
});

after(async () => {
  await browser?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const option = (name) => page.getByRole('option', { name });

const detailsOf = (name) => page.getByRole('heading', { name, level: 2 });

async function logIn(user, password) {
  await page.goto(`${CAELUM_GATEWAY}/dashboard/traces`);
  await page.locator('#username').fill(user);
  await page.locator('#password').fill(password);
  await page.locator('[type=submit]').click();
}

/** The row of a server's boot in the list, found by the server's name. */
async function rowOfBoot(name) {
  const search = page.getByRole('textbox', { name: 'Name or id of a server' });
  await search.fill(name);
  await search.press('Enter');
  await page.waitForURL(/server=/);
  return page.getByRole('row').filter({ hasText: name }).filter({ hasText: 'boot' });
}

test('a user logs in at Keycloak and finds the boot of a server by its name', async () => {
  await logIn(OS_USERNAME, OS_PASSWORD);

  await page.getByRole('heading', { name: 'Traces', level: 1 }).waitFor();
  const row = await rowOfBoot(SERVER_NAME);
  await row.getByRole('link', { name: 'POST /compute/v2.1/servers' }).click();

  await page.getByRole('heading', { name: 'POST /compute/v2.1/servers', level: 1 }).waitFor();
});

test('the waterfall shows services as lanes, messages as arrows, waits and the slowest path', async () => {
  await option(/^boot-server: finish in compute-control/).waitFor();
  const lanes = await page.locator('.caelum-lane strong').allTextContents();
  for (const service of ['api-gateway', 'compute-control', 'network-control', 'compute-worker', 'image-svc']) {
    assert.ok(lanes.includes(service), `${service} is missing among ${lanes}`);
  }
  assert.ok((await page.locator('.caelum-arrow-bus').count()) >= 4, 'messages are arrows');
  assert.ok((await page.locator('.caelum-wait').count()) >= 1, 'waits in queues are drawn');
  assert.ok((await page.locator('.caelum-path-work').count()) >= 3, 'the slowest path is marked');
  await page.getByRole('heading', { name: 'What took longest' }).waitFor();
  await page.screenshot({ path: SCREENSHOT });
});

test('the keyboard walks from bar to bar, shows details and closes them', async () => {
  const first = option(/^POST \/compute\/v2.1\/servers in api-gateway/);
  await first.focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(), /^POST \/v2.1\/servers in compute-control/);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  assert.match(await focused(), /^POST \/compute\/v2.1\/servers in api-gateway/);
  await page.keyboard.press('n');
  assert.match(await focused(), /on the slowest path/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Attributes' }).waitFor();
  assert.match(page.url(), /[?&]span=[0-9a-f]{16}/);
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Close details', 'who opens details is taken there');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Attributes' }).waitFor({ state: 'detached' });
  assert.match(await focused(), /on the slowest path/, 'and back to where they came from');
});

test('a link shows the same request and the same step again', async () => {
  // by the keyboard: the middle of a short step may be the gap between its bar and its name
  await option(/^boot-server: place in compute-control/).press('Enter');
  await page.getByRole('heading', { name: 'boot-server: place', level: 2 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'boot-server: place', level: 2 }).waitFor();
  await page.getByText('caelum.workflow', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Close details' }).click();
});

test('an automatic check finds nothing that keeps people out', async () => {
  await page.evaluate(readFileSync(axePath(), 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }));
  const serious = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious');
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`),
    [],
  );
});

test('a boot that failed says which step it was, and why', async () => {
  await page.getByRole('link', { name: 'Traces' }).first().click();
  const row = await rowOfBoot(FAILED_SERVER_NAME);
  await row.getByText('Failed').waitFor();
  await row.getByRole('link').click();
  await page.getByText('boot-server: place failed in compute-control').waitFor();

  const show = page.getByRole('button', { name: 'Show this step' });
  await show.focus();
  await page.keyboard.press('Enter');
  await detailsOf('boot-server: place').waitFor();
  await page.getByText(/hosts fit/).first().waitFor();
  await page.keyboard.press('Escape');
  assert.match(await focused(), /^boot-server: place .*failed: .*hosts fit/);
});

test('the page speaks Chinese, and remembers it', async () => {
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await page.getByRole('heading', { name: '耗时最长的部分' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  await page.reload();
  await page.getByRole('heading', { name: '耗时最长的部分' }).waitFor();
});

/** How the cloud answers to somebody with this token. */
async function statusOf(token) {
  const answer = await fetch(`${CAELUM_GATEWAY}/compute/v2.1/flavors`, { headers: { 'X-Auth-Token': token } });
  return answer.status;
}

test('who logs out sees nothing more, nor does anybody with the tokens of that session', async () => {
  const session = JSON.parse(await page.evaluate(() => sessionStorage.getItem('caelum.session')));
  assert.equal(await statusOf(session.scoped.token), 200);
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));

  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '您已退出登录' }).waitFor();

  assert.ok(!addresses.some((address) => address.includes(session.idToken)));
  const end = Date.now() + PATIENCE;
  // the services hear of it from identity, a moment later
  while ((await statusOf(session.scoped.token)) !== 401 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.equal(await statusOf(session.scoped.token), 401);
  await page.goto(`${CAELUM_GATEWAY}/dashboard/traces`);
  await page.locator('#username').waitFor();
  // in the language that was chosen here
  await page.getByRole('button', { name: '登录' }).waitFor();
});

test('an administrator sees the requests of all projects, and can leave the others out', async () => {
  await logIn('admin', ADMIN_PASSWORD);
  const row = page.getByRole('row').filter({ hasText: SERVER_NAME }).first();
  await row.waitFor();
  // not uncheck(), which looks at once: the switch follows the address, a moment later
  await page.locator('#all-projects').press('Space');
  await page.locator('#all-projects:not(:checked)').waitFor({ state: 'attached' });
  await row.waitFor({ state: 'detached' });
});

test('nothing failed on the way, and the security policy stopped nothing', () => {
  assert.deepEqual(complaints, []);
});

function axePath() {
  return createRequire(import.meta.url).resolve('axe-core/axe.min.js');
}
