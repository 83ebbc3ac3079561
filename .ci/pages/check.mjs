// Checks the pages of a publication, on the screen and on paper, two at a
// time, and says what is wrong with which element and how to mend it. Of many
// copies of one report, every tenth is checked in full and the others at the
// width of a phone.
// `--self-test` plants every fault in a page and expects to be told of it.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { Chromium } from "./chromium.mjs";
import { checkPrint } from "./printing.mjs";
import { checkFile, checkScreen, PHONE, WIDTHS } from "./screen.mjs";
import { selfTest } from "./self-test.mjs";

// Of one rule on one page, this many are printed.
const SHOWN = 5;
// More pages than this in one folder are copies of one report.
const COPIES = 15;

/// Every page below a folder, links of folders not followed.
function pagesBelow(folder) {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) return pagesBelow(path);
            return entry.name.endsWith(".html") ? [path] : [];
        });
}

/// Whether a page is checked in full: of a folder of copies, every tenth and
/// the longest.
function isInFull(file, files) {
    const beside = files.filter((other) => dirname(other) === dirname(file));
    if (beside.length <= COPIES) return true;
    const longest = beside.reduce((one, other) => (statSync(other).size > statSync(one).size ? other : one));
    return file === longest || beside.indexOf(file) % 10 === 0;
}

/// Does the work of a list with as many hands as there are processors.
async function eachOf(items, work) {
    const rest = [...items];
    const hands = Math.max(2, Math.min(4, availableParallelism?.() ?? cpus().length));
    await Promise.all(Array.from({ length: hands }, async () => {
        for (let item; (item = rest.shift()) !== undefined;) await work(item);
    }));
}

/// All faults of a page: at each width, of the file itself, then on paper.
async function checkPage(browser, axe, file, paper, { widths, isPrinted }) {
    const faults = [];
    const tab = await browser.tab();
    try {
        for (const width of widths) {
            for (const found of await checkScreen(tab, file, width, axe)) {
                faults.push({ at: `${width} px`, ...found });
            }
        }
        if (widths.length) {
            for (const found of await checkFile(tab, file)) faults.push({ at: "file", ...found });
        }
        if (!isPrinted) return { faults, pages: 0 };
        const printed = await checkPrint(tab, file, paper);
        for (const found of printed.faults) faults.push({ at: "A4", ...found });
        return { faults, pages: printed.pages };
    } catch (error) {
        faults.push({ at: "opening", rule: "unreadable", element: "the page", mend: error.message });
        return { faults, pages: 0 };
    } finally {
        await tab.close().catch(() => {});
    }
}

function report(name, faults) {
    const byRule = new Map();
    for (const fault of faults) {
        const key = `${fault.at}: ${fault.rule}`;
        byRule.set(key, [...(byRule.get(key) ?? []), fault]);
    }
    for (const [key, alike] of byRule) {
        for (const fault of alike.slice(0, SHOWN)) {
            console.error(`${name}: ${key}: ${fault.element}\n    ${fault.mend}`);
        }
        if (alike.length > SHOWN) console.error(`    and ${alike.length - SHOWN} more of the same rule`);
    }
}

async function checkFolders(browser, axe, folders, work) {
    const totals = { files: 0, inFull: 0, pages: 0, faults: 0 };
    for (const folder of folders) {
        const files = pagesBelow(resolve(folder));
        if (!files.length) throw new Error(`${folder} has no page in it: give the folder of a publication`);
        await eachOf(files, async (file) => {
            const name = relative(resolve(folder), file);
            const paper = join(work, `${totals.files++}-${name.replace(/[^\w.-]/g, "-")}.pdf`);
            const inFull = isInFull(file, files);
            const { faults, pages } = await checkPage(browser, axe, file, paper, {
                widths: inFull ? WIDTHS : [PHONE], isPrinted: inFull,
            });
            report(join(folder, name), faults);
            totals.pages += pages;
            totals.inFull += inFull ? 1 : 0;
            totals.faults += faults.length;
        });
    }
    const what = `${totals.files} pages (${totals.inFull} in full, at ${WIDTHS.join(" and ")} px and on ${totals.pages} sheets of A4; copies at ${PHONE} px)`;
    if (totals.faults) console.error(`Pages: ${totals.faults} faults in ${what}`);
    else console.log(`Pages: no fault in ${what}`);
    return totals.faults ? 1 : 0;
}

async function main(given) {
    const keep = given.find((word) => word.startsWith("--keep="))?.slice("--keep=".length);
    const folders = given.filter((word) => !word.startsWith("--"));
    const isSelfTest = given.includes("--self-test");
    const isKnown = (word) => word === "--self-test" || word.startsWith("--keep=") || !word.startsWith("--");
    if (!given.every(isKnown) || isSelfTest === folders.length > 0) {
        console.error("Usage: .ci/check-pages [--keep=FOLDER for the PDFs] FOLDER...\n       .ci/check-pages --self-test");
        return 2;
    }
    for (const folder of folders) {
        if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
            console.error(`${folder} is no folder: give the folder of a publication`);
            return 2;
        }
    }
    const axe = readFileSync(process.env.CHECK_PAGES_AXE, "utf8");
    const work = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), "check-pages-pdf-"));
    mkdirSync(work, { recursive: true });
    const browser = new Chromium(process.env.CHECK_PAGES_CHROMIUM);
    try {
        if (isSelfTest) {
            const check = (file, parts) => checkPage(browser, axe, file, `${file}.pdf`, parts);
            return await selfTest(check, work, eachOf);
        }
        return await checkFolders(browser, axe, folders, work);
    } catch (error) {
        console.error(error.message);
        return 1;
    } finally {
        await browser.close();
        if (!keep) rmSync(work, { recursive: true, force: true });
    }
}

process.exitCode = await main(process.argv.slice(2));
