// Opens a report in headless Chromium as a phone and as a desk, light and dark, and prints it.
// Fails on a console error, a network request, a page that scrolls sideways, or a control that does not answer.
//
//   npm install --prefix TOOLS playwright-core        (once; TOOLS is any folder outside this repository)
//   NODE_PATH=TOOLS/node_modules node tests/browser/check_report.mjs RUN/report.html OUT_DIR
//
// CHROMIUM names the browser (default /usr/bin/chromium).
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const [report, out] = process.argv.slice(2);
if (!report || !out) throw new Error("usage: check_report.mjs REPORT.html OUT_DIR");
mkdirSync(out, { recursive: true });
const address = pathToFileURL(resolve(report)).href;
const failures = [];
const check = (holds, words) => { if (!holds) failures.push(words); };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
const sizes = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 900 } };
for (const [name, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme, hasTouch: name === "phone" });
    const page = await context.newPage();
    const label = `${name} ${colorScheme}`;
    page.on("console", (message) => check(message.type() !== "error", `${label}: console: ${message.text()}`));
    page.on("pageerror", (error) => check(false, `${label}: page error: ${error.message}`));
    page.on("dialog", (dialog) => { check(false, `${label}: a dialog opened`); dialog.dismiss(); });
    page.on("request", (request) => {
      const url = request.url();
      check(url === address || url.startsWith("data:"), `${label}: network request: ${url}`);
    });
    await page.goto(address);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(overflow <= 0, `${label}: the page scrolls sideways by ${overflow} px`);
    await picture(page, `${name}-${colorScheme}.png`);
    await useControls(page, label);
    await page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
    const opened = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(opened <= 0, `${label}: with every fold open the page scrolls sideways by ${opened} px`);
    if (name === "phone") await picture(page, `${name}-${colorScheme}-open.png`);
    if (colorScheme === "dark" && name === "desk") {
      await page.reload();
      await page.pdf({ path: join(out, "print.pdf"), format: "A4", preferCSSPageSize: true });
    }
    await context.close();
  }
}
await browser.close();
for (const failure of failures) console.error(failure);
console.log(failures.length ? `${failures.length} failures` : `no failure; screenshots in ${out}`);
process.exit(failures.length ? 1 : 0);

async function picture(page, file) {
  const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 16000));
  const clip = { x: 0, y: 0, width: page.viewportSize().width, height };
  await page.screenshot({ path: join(out, file), fullPage: true, clip });
}

async function useControls(page, label) {
  const heat = page.locator(".panel:not(.off) .heat").first();
  if (await heat.count()) {
    await heat.scrollIntoViewIfNeeded();
    await page.waitForTimeout(600); // scrolling is smooth, and hides the tip
    const box = await heat.boundingBox();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4);
    check(await page.locator("#tip").isVisible(), `${label}: no value under the pointer`);
    await page.screenshot({ path: join(out, `hover-${label.replace(" ", "-")}.png`) });
    const readout = page.locator(".panel:not(.off) .readout").first();
    const before = await readout.textContent();
    await heat.focus();
    await page.keyboard.press("ArrowRight");
    check((await readout.textContent()) !== before, `${label}: the arrow keys do not move the cell`);
  }
  for (const maps of await page.locator(".switched").all()) {
    const shown = () => maps.locator(".panel:not(.off)").evaluateAll((panels) => panels.map((one) => one.id).join());
    check(!(await shown()).includes(","), `${label}: maps with switches are shown at once`);
    for (const group of await maps.locator(".switches fieldset").all()) {
      const before = await shown();
      await group.locator("label").last().click();
      check((await shown()) !== before, `${label}: a switch of the maps does nothing`);
    }
  }
  const mark = page.locator(".dose [data-tip]:visible").first();
  if (await mark.count()) {
    await mark.scrollIntoViewIfNeeded();
    await page.waitForTimeout(600); // scrolling is smooth, and hides the tip
    const reach = mark.locator(".reach"); // a mark that is small has a larger ring around it
    await ((await reach.count()) ? reach : mark).hover({ force: true }); // another mark may lie on it
    check(await page.locator("#tip").isVisible(), `${label}: no value under the pointer on a figure`);
  }
  const track = page.locator(".track [data-tip] .reach:visible").first();
  if (await track.count()) {
    await track.scrollIntoViewIfNeeded();
    await page.waitForTimeout(600);
    await track.hover({ force: true });
    check(await page.locator("#tip").isVisible(), `${label}: no value under the pointer on a row of a table`);
  }
}
