// Proves that the check can fail: a page without fault, then the same page with
// one fault planted at a time, of which the check must tell by its rule.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WIDTHS } from "./screen.mjs";

const page = new URL("../../tests/cases/reports/full/expected.scrutiny-paper.html", import.meta.url);

const swap = (from, to) => (html) => html.replace(from, to);
const style = (rules) => swap("</style>", `${rules}\n</style>`);
const into = (markup) => swap("</main>", `${markup}\n</main>`);
const print = (rules) => style(`@media print { ${rules} }`);

const ON_SCREEN = [
    ["no language", "lang", swap(" lang=\"en-GB\"", "")],
    ["no title", "title", swap(/<title>.*?<\/title>/, "<title></title>")],
    ["no h1", "h1", swap(/<h1>(.*?)<\/h1>/, "<p>$1</p>")],
    ["no viewport", "viewport", swap(/<meta name="viewport".*?>/, "")],
    ["no caption", "caption", swap(/<caption[^]*?<\/caption>/, "")],
    ["no scope", "scope", swap("<th scope=\"col\">", "<th>")],
    ["a picture without words", "chart", swap(" role=\"img\"", "")],
    ["a script", "script", into("<script>document.title = 1</script>")],
    ["a handler", "script", swap("<h1>", "<h1 onclick=\"void 0\">")],
    ["a picture from elsewhere", "outside reference", into("<img alt=\"\" src=\"https://pictures.invalid/a.png\">")],
    ["a style sheet from elsewhere", "outside reference", style("@import \"https://styles.invalid/a.css\";")],
    ["a request by CSS", "request", style("h1 { background: url(https://pictures.invalid/b.png); }")],
    ["a request for a file beside it", "request", into("<img alt=\"\" src=\"beside.png\">")],
    ["a link to elsewhere", "outside reference", into("<a href=\"https://links.invalid/\">Elsewhere</a>")],
    ["a link to nothing", "link", into("<a href=\"#nowhere\">Nowhere</a>")],
    ["too many bytes", "too heavy", swap("</html>", `<!-- ${"x".repeat(400_000)} --></html>`)],
    ["pale text", "axe color-contrast", style("main p { color: #bbb; }")],
    ["a heading left out", "axe heading-order", into("<h5>Deep</h5>")],
    ["two regions of one name", "axe landmark-unique", into("<div role=\"region\" aria-label=\"A\">a</div><div role=\"region\" aria-label=\"A\">b</div>")],
    ["text outside landmarks", "axe region", swap("</main>", "</main><p>Lost</p>")],
    ["a small target", "axe target-size", into("<div><button class=\"dot\">a</button><button class=\"dot\">b</button></div><style>.dot { display: block; width: 9px; height: 9px; padding: 0; }</style>")],
    ["a page wider than a phone", "page too wide", into("<div style=\"width: 50rem\">Wide</div>")],
    ["a region that only a mouse scrolls", "scrolling region", swap(/(<div class="scroll"[^>]*?) tabindex="0"/g, "$1")],
    ["a jump of the tab key", "tab order", swap(/(<div class="scroll"[^>]*?) tabindex="0"/, "$1 tabindex=\"3\"")],
    ["no skip link", "skip link", swap(/<a class="skip".*?<\/a>/, "")],
    ["a focus that is not seen", "focus", style("*:focus-visible { outline: none !important; }")],
    ["columns seen in another order", "reading order", style(".headlines .value { order: 9; }")],
    ["an order for screen readers only", "reading order", swap("<main", "<div id=\"late\"><p>Late</p></div><main aria-owns=\"late\"")],
    ["text kept from screen readers", "unread text", swap("<h1>", "<h1 aria-hidden=\"true\">")],
];

const ON_PAPER = [
    ["another paper", "not A4", swap("size: A4;", "size: A5;")],
    ["a table wider than paper", "too wide for paper", print("main table { min-width: 260mm; }")],
    ["an empty sheet", "blank page", into("<div style=\"break-before: page; break-after: page; height: 5mm\"></div>")],
    ["a footer alone", "stray page", print("footer { break-before: page !important; }")],
    ["no page number", "page number", style("@page { @bottom-right { content: none; } }")],
    ["no running head", "running head", style("@page { @top-left { content: none !important; } }")],
    ["no running notice", "running notice", style("@page { @top-right { content: none !important; } }")],
    ["a heading at the foot", "orphaned heading", print("h2 { break-after: page !important; }")],
    ["a caption at the foot", "orphaned heading", print("figcaption { break-after: page !important; } figure { break-inside: auto !important; }")],
    ["a caption in two pieces", "split heading", print("caption { break-inside: auto !important; } caption span { display: block; } caption .symbols { break-before: page !important; }")],
    ["a row longer than a sheet", "split row", into(`<table><caption>Long</caption><thead><tr><th scope="col">Long</th></tr></thead><tbody><tr><td>${"line<br>".repeat(90)}</td></tr></tbody></table>`)],
    ["a chart in two pieces", "split chart", print("figure, svg { break-inside: auto !important; } .chart { height: 400mm !important; max-width: none !important; }")],
    ["a head that is not repeated", "head of table", print("thead { display: table-row-group !important; } tr, .table, tr * { break-before: auto !important; } .table { break-inside: auto !important; } td { height: 18mm; }")],
];

export async function selfTest(check, work, eachOf) {
    // Without its appendices the page is read and printed in half the time.
    const sound = readFileSync(page, "utf8").replace(/<h2 id="appendix[^]*(?=<\/main>)/, "");
    const missed = [];
    const screen = { widths: WIDTHS, isPrinted: false };
    const paper = { widths: [], isPrinted: true };
    const trials = [
        ["no fault on the screen", null, (html) => html, screen],
        ["no fault on paper", null, (html) => html, paper],
        ...ON_SCREEN.map((fault) => [...fault, screen]),
        ...ON_PAPER.map((fault) => [...fault, paper]),
    ];
    await eachOf(trials, async ([name, rule, plant, parts]) => {
        const planted = plant(sound);
        const file = join(work, `${name.replaceAll(" ", "-")}.html`);
        writeFileSync(file, planted);
        const { faults } = await check(file, parts);
        const rules = [...new Set(faults.map((fault) => fault.rule))];
        if (rule === null && rules.length) {
            missed.push(`${name}: told of ${rules.join(", ")}: ${faults[0].element}: ${faults[0].mend}`);
        } else if (rule !== null && planted === sound) missed.push(`${name}: could not be planted`);
        else if (rule !== null && !faults.some((fault) => fault.rule === rule && fault.element && fault.mend)) {
            missed.push(`${name}: not told of "${rule}", but of ${rules.join(", ") || "nothing"}`);
        }
    });
    for (const says of missed) console.error(`Pages, self-test: ${says}`);
    if (!missed.length) console.log(`Pages, self-test: each of ${trials.length - 2} planted faults was found`);
    return missed.length ? 1 : 0;
}
