// The page of the account in a real browser: what `judges/browser/run` wrote to $PAGES, opened from the disk.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.JUDGES, "package.json"));
const { chromium } = require("playwright-core");
const COUNTS = readFileSync(join(process.env.PAGES, "acronis.txt"), "utf8");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

/** Opens a page, hands it to `use`, and requires that nothing was complained about and nothing was fetched. */
async function open(name, options, use) {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(join(process.env.PAGES, name)).href;
    const complaints = [];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(`error: ${error}`));
    page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => {
      const url = request.url();
      if (url !== address && !url.startsWith("data:")) complaints.push(`request: ${url}`);
    });
    page.on("framenavigated", (frame) => {
      if (frame.url().split("#")[0] !== address) complaints.push(`went to: ${frame.url()}`);
    });
    await page.goto(address);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const inView = (locator) => locator.evaluate((element) => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const pane = element.closest(".pane").getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, (Math.max(top, pane.top) + Math.min(bottom, pane.bottom, innerHeight)) / 2);
  return bottom > Math.max(0, pane.top) && top < Math.min(innerHeight, pane.bottom) && (element.contains(at) || at.contains(element));
});
const background = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
/** Requires that something comes to be: scrolling takes a browser some frames, for it lays out what is near. */
async function eventually(what, check) {
  for (let tries = 0; tries < 100; tries++) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`never: ${what}`);
}
const comesIntoView = (locator, what) => eventually(`${what} is in view`, () => inView(locator));

/** Follows a link and requires that its target is in view and marked. */
async function follow(page, link) {
  const target = await link.getAttribute("href");
  await link.click();
  const landed = page.locator(target);
  assert.equal(await page.evaluate(() => location.hash), target);
  await comesIntoView(landed, target);
  assert.notEqual(await background(landed), "rgba(0, 0, 0, 0)", `${target} is marked`);
  return landed;
}

/** The classes of the blocks that are shown, each with its number of lines. */
const shownBlocks = (page) => page.$$eval(".block", (blocks) => blocks.filter((block) => block.checkVisibility())
  .map((block) => [block.className.split(" "), block.querySelectorAll(".line").length]));
/** Whether everything is shown: of every twentieth block, for what is far from view is laid out when it is asked for. */
const isAllShown = (page) => page.$$eval(".block", (blocks) => blocks.every((block, at) => at % 20 || block.checkVisibility()));

describe("search", () => {
  test("finds endpoints, parameters, types and lines", () => open("all.html", {}, async (page) => {
    const search = async (words) => {
      await page.fill("#search", words);
      return page.$$eval("#results [role=option]", (options) => options.map((option) => option.textContent));
    };
    assert.match((await search("AdminAddUser"))[0], /^AdminAddUseradmin_add_user$/);
    assert.match((await search("get /tenants/{tenant_id}/usages"))[0], /^GET \/tenants\/\{tenant_id\}\/usages/);
    assert.match((await search("QuotaList"))[0], /^QuotaListbody parameter of /);
    assert.match((await search("SearchClause")).join("\n"), /^SearchClausestructure$/m);
    assert.match((await search("jwt-bearer` grant type"))[0], /account-management\.md:391$/);
    assert.deepEqual(await search("no such thing at all"), []);
    // Who types on finds what somebody finds who pastes it, and so does who goes back.
    const pasted = await search("usage list");
    await search("u");
    await search("usa");
    assert.deepEqual(await search("usage list"), pasted);
    assert.notDeepEqual(await search("usa"), pasted);
    assert.deepEqual(await search("usage list"), pasted);
    assert.ok(pasted.length > 1);
    await search("no such thing at all");
    assert.equal(await page.textContent("#results"), "Nothing is called so, and no line says so.");
  }));

  test("leads to what was found, on both sides", () => open("all.html", {}, async (page) => {
    await page.fill("#search", "AdminAddUser");
    await page.click("#results [role=option]");
    const card = page.locator(".card:target");
    assert.match(await card.textContent(), /POST \/api\/v1\/admin\/add-user/);
    await comesIntoView(card, "it");
    const line = page.locator(".block.linked .line").first();
    assert.match(await line.textContent(), /## AdminAddUser:/);
    await comesIntoView(line, "it");
    assert.ok(await page.locator("#results").isHidden());
  }));
});

describe("links", () => {
  for (const [size, viewport] of [["a desktop", DESKTOP], ["a phone", PHONE]]) {
    test(`lead from a fact to its line and back on ${size}`, () => open("acronis.html", { viewport }, async (page) => {
      for (const name of ["POST /idp/token", "TenantContact", "OAuth 2.0"]) {
        await page.evaluate((name) => {
          const card = [...document.querySelectorAll("article.card")].find((card) => card.querySelector(".name").textContent === name);
          location.hash = card.id;
        }, name);
        const card = page.locator(".card:target");
        await comesIntoView(card, name);
        const id = await card.getAttribute("id");
        const line = await follow(page, card.locator(".places a").first());
        const block = line.locator("xpath=ancestor::*[contains(@class, 'block')]");
        await follow(page, block.locator(`.entries a[href="#${id}"]`));
        await page.goBack();
        await comesIntoView(line, "back at the line");
      }
    }));
  }
});

describe("filters", () => {
  test("show the lines that are chosen, and no others", () => open("acronis.html", {}, async (page) => {
    assert.ok(await isAllShown(page));
    const shown = async (...names) => {
      for (const name of names) await page.check(`#only-${name}`, { force: true });
      const blocks = await shownBlocks(page);
      for (const name of names) await page.uncheck(`#only-${name}`, { force: true });
      for (const [classes] of blocks) assert.ok(names.some((name) => classes.includes(name)), classes.join(" "));
      return blocks.reduce((sum, [, lines]) => sum + lines, 0);
    };
    assert.equal(await shown("unread"), 15);
    // As many as the command counts.
    const counted = Object.fromEntries([...COUNTS.matchAll(/^ +(\d+) {2}(\w+)/gm)].map(([, count, state]) => [state, Number(count)]));
    assert.equal(await shown("fact"), counted.fact);
    assert.equal(await shown("example", "unread"), counted.example + 15);
    assert.ok(await shown("inferred") > 0);
    assert.ok(await shown("noted") > 0);
    assert.ok(await isAllShown(page));
  }));

  test("show warnings, and in the model what is inferred or patched", () => open("shop.html", {}, async (page) => {
    await page.check("#only-warned", { force: true });
    const shown = page.locator(".block:visible");
    assert.equal(await shown.count(), 1);
    assert.match(await shown.textContent(), /\| often \| The shop is closed\.[^]*warning\[DW0306\] `often` is no HTTP status/);
    await page.uncheck("#only-warned", { force: true });

    await page.check("#only-known", { force: true });
    assert.match(await shown.textContent(), /acknowledged\s+The page means a timeout\./);
    await page.uncheck("#only-known", { force: true });

    const names = () => page.$$eval(".card", (cards) => cards.filter((card) => card.getClientRects().length)
      .map((card) => card.querySelector(".name").textContent));
    await page.check("#only-patched", { force: true });
    assert.deepEqual(await names(), ["GET /orders", "status"]);
    assert.match(await page.locator(".block:visible").first().textContent(), /max_length = 20|endpoint = "GET \/orders"|\[\[patch\]\]/);
    await page.uncheck("#only-patched", { force: true });
    await page.check("#only-inferred", { force: true });
    assert.ok((await names()).includes("note"));
    assert.ok(!(await names()).includes("page"));
  }));

  test("do not hide what a link leads to", () => open("acronis.html", {}, async (page) => {
    await page.check("#only-unread", { force: true });
    await follow(page, page.locator("#a0-e40 > .places a").first());
  }));
});

describe("the keyboard alone", () => {
  test("finds, follows, filters and comes back", () => open("acronis.html", {}, async (page) => {
    const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href"));
    await press("Tab");
    assert.equal(await focused(), "#documents");
    await press("Tab", "Enter");
    await press("/");
    assert.equal(await focused(), "search");
    await page.keyboard.type("idp/token");
    assert.equal(await page.getAttribute("#search", "aria-expanded"), "true");
    await press("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown");
    const active = await page.getAttribute("#search", "aria-activedescendant");
    assert.equal(await page.locator("[aria-selected=true]").getAttribute("id"), active);
    await press("Enter");
    const card = await page.locator(".card:target").getAttribute("id");
    assert.equal(active, `to-${card}`);
    const line = await focused();
    assert.match(line, /^#d\d+-\d+$/, "the first line of what was found has the focus");
    await press("Enter");
    await comesIntoView(page.locator(line), "it");
    await press("Tab");
    assert.equal(await focused(), `#${card}`, "behind a line is what it became");
    await press("Enter");
    await comesIntoView(page.locator(`#${card}`), "it");
    await press("/", "Escape");
    assert.ok(await page.locator("#results").isHidden());
    for (let key = 0; (await focused()) !== "only-fact"; key++) {
      assert.ok(key < 30, "the filters are near");
      await press("Tab");
    }
    await press("Space");
    assert.ok((await shownBlocks(page)).every(([classes]) => classes.includes("fact")));
    await press("Space");
    assert.ok(await page.locator("#d0-11").evaluate((line) => line.checkVisibility()), "a line that is no fact");
  }));

  test("shows where it is", () => open("shop.html", {}, async (page) => {
    for (let key = 0; key < 40; key++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const at = document.activeElement;
        const shown = at.type === "checkbox" ? at.parentElement : at;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        return at === document.body || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
      });
      assert.ok(seen, await page.evaluate(() => document.activeElement.outerHTML));
    }
  }));
});

describe("appearance", () => {
  test("is light or dark as the reader's system is", async () => {
    const brightness = async (colorScheme) => {
      let sum;
      await open("shop.html", { colorScheme }, async (page) => {
        const color = await background(page.locator("body"));
        sum = color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
      });
      return sum;
    };
    assert.ok(await brightness("light") > 700);
    assert.ok(await brightness("dark") < 120);
  });

  for (const width of [320, 768, 1440]) {
    test(`fits ${width} pixels`, () => open("all.html", { viewport: { width, height: 800 } }, async (page) => {
      for (const place of ["", "#d4-1700", "#a2-e40"]) {
        await page.evaluate((place) => { location.hash = place; }, place);
        const { scroll, client } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        assert.ok(scroll <= client, `${scroll} of ${client} at ${place || "the top"}`);
      }
    }));
  }
});

test("without JavaScript the text, the links, the marks and the filters are there", () =>
  open("shop.html", { javaScriptEnabled: false }, async (page) => {
    assert.ok(await page.locator("#search").isHidden());
    assert.match(await page.textContent("#d0-15"), /either `open` or `closed`/);
    const line = await follow(page, page.locator("#a0-e0 > .places a").first());
    await follow(page, line.locator("xpath=ancestor::*[contains(@class, 'block')]").locator(".entries a").first());
    await page.check("#only-unread", { force: true });
    assert.equal(await page.locator(".block:visible").count(), 2);
  }));

test("an address that leads nowhere is no error", () => open("shop.html", {}, async (page) => {
  for (const hash of ["#%", "#nowhere", "#%64"]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForTimeout(50);
  }
  assert.ok(await page.locator("#documents").isVisible());
}));

test("nothing that a hostile document says is done", () => open("hostile.html", {}, async (page) => {
  for (const word of ["script", "onfocus", "x"]) {
    await page.fill("#search", word);
    await page.keyboard.press("Enter");
  }
  for (const link of await page.locator("main a:visible").all()) await link.click();
  await page.mouse.move(300, 300);
  assert.equal(await page.evaluate(() => window.harm), undefined);
  assert.equal(await page.locator("script, style, link").count(), 3);
  assert.equal(await page.locator("iframe, img, base, svg:not(.bar), details").count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector("#d0-1 code").textContent), '# <script>window.harm = "heading"</script>');
}));

test("nothing that the texts of the corpus say is done", () => open("corpus.html", {}, async (page) => {
  for (const word of ["script", "window.harm", "evil.example", "\u202e"]) {
    await page.fill("#search", word);
    await page.keyboard.press("Enter");
  }
  await page.mouse.move(300, 300);
  assert.equal(await page.evaluate(() => window.harm), undefined);
  assert.equal(await page.locator("script, style, link").count(), 3);
  assert.equal(await page.locator("iframe, img, base, object, embed, form, math, video, svg:not(.bar), details").count(), 0);
  // Links lead within the page, and nothing has what runs when something happens to it.
  const odd = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({ name, value }) => /^on|^srcdoc$|^style$/.test(name)
      || (["href", "src", "action"].includes(name) && !value.startsWith("#") && !value.startsWith("data:")))
      .map(({ name, value }) => `${element.tagName} ${name}=${value}`)));
  assert.deepEqual(odd.slice(0, 5), []);
  const corpus = await page.evaluate(() => document.body.textContent.match(/Text \d+: /g).length);
  assert.ok(corpus >= 800, `${corpus} texts`);
}));

test("the policy would stop a script that came through", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const violations = [];
  page.on("console", (message) => violations.push(message.text()));
  await page.goto(pathToFileURL(join(process.env.PAGES, "shop.html")).href);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("window.harm = 1");
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.harm = 2");
    image.src = "https://evil.example/";
    document.body.append(image);
  }).catch(() => {});
  assert.equal(await page.evaluate(() => window.harm), undefined);
  assert.ok(violations.length > 0);
  await context.close();
});

describe("accessibility", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [size, viewport] of [["a desktop", DESKTOP], ["a phone", PHONE]]) {
      test(`axe finds nothing, ${colorScheme}, on ${size}`, () =>
        // axe is put into the page, which the page's policy forbids.
        open("shop.html", { colorScheme, viewport, bypassCSP: true }, async (page) => {
          await page.evaluate(AXE);
          const check = async (state, rules = {}) => {
            const { violations } = await page.evaluate((rules) => axe.run(document, {
              runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules }), rules);
            const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html).join(" ")}`);
            assert.deepEqual(told, [], state);
          };
          await check("as it opens");
          await page.fill("#search", "order");
          await check("with results");
          await page.keyboard.press("Enter");
          // On a phone the head may half cover what is scrolled below it, which counts as small then.
          const scrolled = { "target-size": { enabled: false } };
          await check("at a target", scrolled);
          await page.check("#only-warned", { force: true });
          await check("with a filter", scrolled);
        }));
    }
  }
});
