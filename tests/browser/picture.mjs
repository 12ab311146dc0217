// Takes the picture of a page that README shows: a section of it, as a desk shows it, in light colours.
//
//   NODE_PATH=TOOLS/node_modules node tests/browser/picture.mjs PAGE.html PICTURE.png [SECTION] [HEIGHT]
//
// docs/images/report.png is the section `arms` of docs/results/overlap (`make docs` writes its page), 970 high;
// docs/images/landscape.png the section `landscape` of what `selfother sweep --out` writes, 1190 high.
// TOOLS and CHROMIUM: see check_report.mjs.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const [page, picture, section = "", height = "1000"] = process.argv.slice(2);
if (!page || !picture) throw new Error("usage: picture.mjs PAGE.html PICTURE.png [SECTION] [HEIGHT]");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
const tab = await browser.newPage({ viewport: { width: 1100, height: Number(height) }, colorScheme: "light" });
await tab.goto(pathToFileURL(resolve(page)).href);
if (section) {
  const found = await tab.evaluate((id) => {
    document.documentElement.style.scrollBehavior = "auto";
    document.getElementById(id)?.scrollIntoView();
    return document.getElementById(id) !== null;
  }, section);
  if (!found) throw new Error(`${page} has no section ${section}`);
}
await tab.waitForTimeout(500);
await tab.screenshot({ path: picture });
await browser.close();
