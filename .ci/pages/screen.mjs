// A page on the screen: opened offline without its scripts, at the width of a
// desk and of a phone, read by axe-core, by the tab key and as a screen reader
// is given it.

import { readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const PHONE = 375;
export const WIDTHS = [1280, PHONE];
const HEAVIEST = 400_000;
const inPage = readFileSync(new URL("in-page.js", import.meta.url), "utf8");

export async function checkScreen(tab, file, width, axe) {
    const address = pathToFileURL(file).href;
    await tab.open(address, width);
    await tab.run(`${axe}\n${inPage}\nglobalThis.checkPages = checkPages; 0`);
    const faults = [];
    faults.push(...(await tab.run(`checkPages.width(${width})`)));
    faults.push(...(await tab.run("checkPages.visualOrder()")));
    const stops = await tab.run("checkPages.watchFocus()");
    for (let stop = 0; stop < stops; stop += 1) await tab.press("Tab", 9);
    faults.push(...(await tab.run("checkPages.tabOrder()")));
    faults.push(...(await tab.run("checkPages.axe()")));
    for (const request of tab.requests) {
        if (request.split("#")[0] === address || request.startsWith("data:")) continue;
        faults.push({
            rule: "request",
            element: "the page",
            mend: `it asks for ${request}: put it into the page itself, or leave it out`,
        });
    }
    return faults;
}

/// What holds at any width, of the page that was opened last.
export async function checkFile(tab, file) {
    return [...weight(file), ...(await tab.run("checkPages.bones()")), ...(await readingOrder(tab))];
}

function weight(file) {
    const { size } = statSync(file);
    if (size < HEAVIEST) return [];
    return [{
        rule: "too heavy",
        element: "the page",
        mend: `it has ${Math.ceil(size / 1000)} kB of at most ${HEAVIEST / 1000} kB: shorten its longest table`,
    }];
}

/// What a screen reader is given must be all the text there is, in its order.
async function readingOrder(tab) {
    const { root } = await tab.send("DOM.getDocument", { depth: -1 });
    const texts = [];
    const order = new Map();
    const visit = (node, isHidden) => {
        order.set(node.backendNodeId, order.size);
        const name = node.localName;
        const attributes = node.attributes ?? [];
        const hides = isHidden || /^(head|style|script|title|desc|svg)$/.test(name)
            || attributes.some((key, at) => at % 2 === 0 && key === "hidden");
        if (node.nodeType === 3 && !hides && node.nodeValue.trim()) texts.push(node);
        for (const child of node.children ?? []) visit(child, hides);
    };
    visit(root, false);
    const { nodes } = await tab.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const read = [];
    const walk = (node) => {
        if (!node) return;
        if (!node.ignored && node.role?.value === "StaticText") read.push(node.backendDOMNodeId);
        for (const child of node.childIds ?? []) walk(byId.get(child));
    };
    walk(nodes[0]);
    const places = read.map((id) => order.get(id)).filter((place) => place !== undefined);
    const given = new Set(read);
    const unread = texts.filter((text) => !given.has(text.backendNodeId));
    const faults = [];
    if (places.some((place, at) => at > 0 && place < places[at - 1])) {
        faults.push({
            rule: "reading order",
            element: "the page",
            mend: "a screen reader is given the text in another order than it stands: no aria-owns",
        });
    }
    if (unread.length) {
        faults.push({
            rule: "unread text",
            element: "the page",
            mend: `${unread.length} pieces of text are kept from screen readers: no aria-hidden on text`,
        });
    }
    return faults;
}
