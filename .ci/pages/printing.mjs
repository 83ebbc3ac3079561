// A page on paper: printed by Chromium to A4 and read back with poppler. To
// know on which page something lies, empty marks are put into headings and
// cells; Chromium writes a mark that is linked to into the PDF as a named place.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Chromium shrinks a page to fit what is too wide; by this much it is not seen.
const SHRINKS = 1.05;
// The margins of report-templates/_parts/paper.css, and A4, in points.
const MARGIN = (16 / 25.4) * 72;
const A4 = { width: 595.3, height: 841.9 };
// What of A4 is between the side margins, in pixels of 1/96 inch.
const MEASURE = Math.floor(((210 - 2 * 18) / 25.4) * 96);

export async function checkPrint(tab, file, paper) {
    await tab.open(pathToFileURL(file).href, MEASURE);
    await tab.send("Emulation.setEmulatedMedia", { media: "print" });
    const wide = await tab.run(`(${tooWide})(${MEASURE}, ${SHRINKS})`);
    await tab.send("Emulation.setEmulatedMedia", { media: "" });
    const marks = await tab.run(`(${mark})()`);
    const printed = await tab.send("Page.printToPDF", {
        preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true,
    });
    writeFileSync(paper, Buffer.from(printed.data, "base64"));
    const pages = wordsOf(paper);
    const found = { marks, pages, places: placesOf(paper), info: poppler("pdfinfo", [paper]) };
    return {
        pages: pages.length,
        faults: [...wide, ...sheet(found), ...leaves(found), ...blocks(found)],
    };
}

function poppler(program, options) {
    return execFileSync(program, options, { encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "pipe"] });
}

/// The words of every page, each with where it stands, in points from the top.
function wordsOf(paper) {
    const said = poppler("pdftotext", ["-bbox", paper, "-"]);
    return said.split("<page ").slice(1).map((page) => {
        const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page).map(Number);
        const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)]
            .map(([, left, top, right, bottom, text]) => ({
                left: +left, top: +top, right: +right, bottom: +bottom,
                text: text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"")
                    .replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, "&"),
            }));
        const isAbove = (word) => word.bottom <= MARGIN;
        const isBelow = (word) => word.top >= height - MARGIN;
        return {
            width, height,
            above: words.filter(isAbove).map((word) => word.text),
            below: words.filter(isBelow).map((word) => word.text),
            words: words.filter((word) => !isAbove(word) && !isBelow(word)),
        };
    });
}

/// The page of every mark.
function placesOf(paper) {
    const places = new Map();
    for (const line of poppler("pdfinfo", ["-dests", paper]).split("\n")) {
        const [, page, name] = /^\s*(\d+) \[.*\] "(.*)"$/.exec(line) ?? [];
        if (name?.startsWith("mark-")) places.set(name, +page);
    }
    return places;
}

/// Runs in the page: what is wider than the paper makes Chromium shrink all.
function tooWide(measure, shrinks) {
    if (document.scrollingElement.scrollWidth <= measure * shrinks) return [];
    const wide = [...document.body.querySelectorAll("*")]
        .find((element) => element.getBoundingClientRect().right > measure + 1);
    const number = wide ? [...document.querySelectorAll(wide.localName)].indexOf(wide) + 1 : 0;
    return [{
        rule: "too wide for paper",
        element: wide ? `${wide.localName} number ${number}` : "the page",
        mend: `it needs ${document.scrollingElement.scrollWidth} px of the ${measure} px between the margins: let a column wrap`,
    }];
}

/// Runs in the page: puts the marks in and says what they stand for.
function mark() {
    const links = document.createElement("div");
    links.style.display = "none";
    document.body.append(links);
    let count = 0;
    const name = (element) => {
        const link = links.appendChild(document.createElement("a"));
        link.href = `#${element.id}`;
        link.textContent = count;
        return element.id;
    };
    const put = (element, where) => {
        const spot = document.createElement("span");
        spot.id = `mark-${(count += 1)}`;
        element[where](spot);
        return name(spot);
    };
    const ends = (element) => [put(element, "prepend"), put(element, "append")];
    const leaves = [...document.querySelectorAll(
        "h1, h2, h3, h4, caption, figcaption, .caption, p, li, dt, th, td, svg[role=img]")]
        .filter((element) => !element.querySelector("p, li, dt, th, td"));
    const kept = [];
    leaves.forEach((element, at) => {
        if (!element.matches("h1, h2, h3, h4, caption, figcaption, .caption")) return;
        const next = leaves[at + 1];
        if (!next) return kept.push({ what: element.localName, number: at, from: [], to: [] });
        const to = next.matches("svg") ? put(next, "before") : put(next, "prepend");
        kept.push({
            what: element.id ? `${element.localName}#${element.id}`
                : `${element.localName} number ${[...document.querySelectorAll(element.localName)].indexOf(element) + 1}`,
            from: put(element, "append"),
            to,
        });
    });
    const headings = "caption, figcaption";
    const whole = [...document.querySelectorAll(`tr, .headlines li, .front div, figure svg[role=img], ${headings}`)]
        .map((element) => {
            const row = element.closest("tr");
            const caption = row && row.closest("table").caption;
            // A mark must not become an item of a grid: it goes into its items.
            const parts = row ? [...row.cells] : element.matches(".headlines li") ? [...element.children] : [element];
            return {
                what: row ? "row" : element.matches("svg") ? "chart" : element.matches(headings) ? "heading" : "entry",
                where: caption?.id ? `table of caption#${caption.id}, row ${row.rowIndex + 1}`
                    : `${element.localName} number ${[...document.querySelectorAll(element.localName)].indexOf(element) + 1}`,
                marks: element.matches("svg") ? [put(element, "before"), put(element, "after")]
                    : parts.flatMap(ends),
            };
        });
    const tables = [...document.querySelectorAll("table")].map((table, at) => ({
        where: table.caption?.id ? `table of caption#${table.caption.id}` : `table number ${at + 1}`,
        head: (table.tHead?.textContent ? [...table.tHead.querySelectorAll("th")] : [])
            .flatMap((cell) => cell.textContent.trim().split(/\s+/)).filter(Boolean),
        marks: [...table.tBodies].flatMap((body) => [...body.rows])
            .map((row) => row.cells[0].querySelector("span[id^=mark-]")?.id).filter(Boolean),
    }));
    const footer = document.querySelector("footer");
    return {
        kept, whole, tables,
        isExempt: Boolean(document.querySelector(".notice")),
        footer: footer ? footer.textContent.trim().split(/\s+/).length : 0,
    };
}

const fault = (rule, element, mend) => ({ rule, element, mend });

/// The paper as a whole: its size, its title, its tags.
function sheet({ pages, info }) {
    const faults = [];
    pages.forEach((page, at) => {
        if (Math.abs(page.width - A4.width) > 1 || Math.abs(page.height - A4.height) > 1) {
            faults.push(fault("not A4", `printed page ${at + 1}`,
                "say @page { size: A4 } in paper.css, and nothing else"));
        }
    });
    if (!/^Tagged:\s+yes/m.test(info)) {
        faults.push(fault("untagged", "the PDF", "Chromium prints tags where the page has headings and tables"));
    }
    return faults;
}

/// Every leaf: something on it, its number, what it is, "Not for publication".
function leaves({ pages, marks }) {
    const faults = [];
    pages.forEach((page, at) => {
        const where = `printed page ${at + 1}`;
        const isLast = at === pages.length - 1;
        const says = page.words.length;
        if (says === 0) {
            faults.push(fault("blank page", where, "take out what breaks the page there"));
        } else if (isLast && at > 0 && says <= marks.footer) {
            faults.push(fault("stray page", where, "only the footer is on it: keep it with what is before it"));
        }
        if (!page.below.join(" ").includes(`Page ${at + 1} of ${pages.length}`)) {
            faults.push(fault("page number", where,
                "paper.css puts \"Page 1 of 9\" at the foot with @page { @bottom-right }"));
        }
        const above = page.above.join(" ");
        if (at > 0 && !above.replace("Not for publication", "").trim()) {
            faults.push(fault("running head", where,
                "html.j2 puts the title at the head of every page but the first with @page { @top-left }"));
        }
        if (marks.isExempt && !above.includes("Not for publication")) {
            faults.push(fault("running notice", where,
                "an exempt page says \"Not for publication\" at the head of every page"));
        }
    });
    return faults;
}

/// No heading parted from what it heads, no row, entry or chart in two pieces,
/// and the head of a table on each of its pages.
function blocks({ pages, places, marks }) {
    const faults = [];
    for (const { what, from, to } of marks.kept) {
        const [at, next] = [places.get(from), places.get(to)];
        if (at && next && at !== next) {
            faults.push(fault("orphaned heading", what,
                `it ends page ${at} and what it heads begins page ${next}: break-after: avoid`));
        }
    }
    for (const { what, where, marks: its } of marks.whole) {
        const on = its.map((name) => places.get(name)).filter(Boolean);
        if (on.length && Math.min(...on) !== Math.max(...on)) {
            faults.push(fault(`split ${what}`, where,
                `it lies on pages ${Math.min(...on)} and ${Math.max(...on)}: break-inside: avoid`));
        }
    }
    for (const { where, head, marks: its } of marks.tables) {
        const on = [...new Set(its.map((name) => places.get(name)).filter(Boolean))];
        for (const number of on) {
            const words = new Set(pages[number - 1].words.flatMap((word) => word.text.split("-").concat(word.text)));
            const lacking = head.filter((word) => !words.has(word) && !word.split("-").every((part) => words.has(part)));
            if (lacking.length) {
                faults.push(fault("head of table", `${where}, printed page ${number}`,
                    "its head is not repeated there: thead { display: table-header-group }"));
            }
        }
    }
    return faults;
}
