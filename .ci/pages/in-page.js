// What is asked of a page from within it. Every function returns faults: the
// rule, the element by its place (never by its text: an exempt page names
// children), and how to mend it.

const checkPages = {
    /// Where an element stands: down from the nearest id, by tag and number.
    place(element) {
        const steps = [];
        for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
            if (at.id) {
                steps.unshift(`${at.localName}#${at.id}`);
                break;
            }
            const alike = [...(at.parentElement?.children ?? [])]
                .filter((other) => other.localName === at.localName);
            const number = alike.length > 1 ? `:nth-of-type(${alike.indexOf(at) + 1})` : "";
            steps.unshift(at.localName + number);
        }
        return steps.join(" > ");
    },

    fault(rule, element, mend) {
        return { rule, element: element ? this.place(element) : "the page", mend };
    },

    each(selector, rule, mend, isWrong = () => true) {
        return [...document.querySelectorAll(selector)]
            .filter(isWrong)
            .map((element) => this.fault(rule, element, mend));
    },

    isShown(element) {
        return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    },

    /// What every page must have, and must not.
    bones() {
        const faults = [];
        const needs = (holds, rule, mend) => holds || faults.push(this.fault(rule, null, mend));
        const labels = (element) => (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)
            .map((id) => document.getElementById(id)?.textContent ?? "").join("").trim()
            || (element.getAttribute("aria-label") ?? "").trim();
        needs(/^en(-[A-Z]{2})?$/.test(document.documentElement.lang), "lang",
            "give <html> its lang, en-GB");
        needs(document.title.trim(), "title", "give the page a <title>");
        needs(document.querySelector("meta[name=viewport]"), "viewport",
            "add <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        const heads = document.querySelectorAll("h1");
        needs(heads.length === 1, "h1", `the page has ${heads.length} <h1>: it wants one`);
        return faults.concat(
            this.each("table", "caption", "give the table a <caption> with words in it",
                (table) => !table.caption?.textContent.trim()),
            this.each("table", "head", "give the table a <thead> with <th scope=\"col\">",
                (table) => !table.tHead?.querySelector("th")),
            this.each("th", "scope", "say what the <th> is the head of: scope=\"col\" or \"row\"",
                (cell) => !/^(col|row|colgroup|rowgroup)$/.test(cell.getAttribute("scope") ?? "")),
            this.each("svg", "chart", "give the picture role=\"img\", a <title> and aria-labelledby, or aria-hidden=\"true\"",
                (svg) => svg.getAttribute("aria-hidden") !== "true"
                    && !(svg.getAttribute("role") === "img" && labels(svg))),
            this.each("script", "script", "take the script out: a report works without"),
            this.each("*", "script", "take the handler out: a report works without scripts",
                (element) => element.getAttributeNames().some((name) => name.startsWith("on"))),
            this.each("[tabindex]", "tab order", "tabindex is 0 or -1; elements are reached as they stand",
                (element) => element.tabIndex > 0),
            this.each("[aria-owns], [aria-flowto]", "reading order",
                "put the element where it is to be read; aria-owns and aria-flowto change the order"),
            this.outside(),
            this.links(),
        );
    },

    /// References that leave the file; a link may lead to a file beside it.
    outside() {
        const mend = "put it into the page itself, or leave it out: a report asks nothing of the network";
        const own = (address) => /^(data:|#|$)/.test(address.trim());
        const faults = [];
        for (const element of document.querySelectorAll("*")) {
            for (const name of element.getAttributeNames()) {
                const value = element.getAttribute(name);
                const isLink = element.localName === "a" && name === "href";
                const refers = /^(src|srcset|href|xlink:href|data|poster|action|formaction|background|ping|manifest)$/.test(name);
                const leaves = isLink ? /^\s*([a-z][a-z0-9+.-]*:|\/\/)/i.test(value)
                    : refers ? !own(value)
                    : name === "style" && /url\(\s*["']?(?!data:|#)|@import/i.test(value);
                if (leaves) faults.push(this.fault("outside reference", element, isLink
                    ? "write the address as text: a link leads to a file of the publication" : mend));
            }
        }
        return faults.concat(
            this.each("style", "outside reference", mend,
                (style) => /url\(\s*["']?(?!data:|#)|@import/i.test(style.textContent)),
            this.each("iframe, frame, object, embed, base, meta[http-equiv=refresh i]",
                "outside reference", mend));
    },

    /// Links within the page must lead somewhere.
    links() {
        return this.each("a[href^='#']", "link", "the link leads nowhere: give its target the id",
            (link) => !document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1))));
    },

    scrolls(element) {
        return /auto|scroll/.test(getComputedStyle(element).overflowX)
            && element.scrollWidth > element.clientWidth + 1;
    },

    /// Nothing but a region made for it may be wider than the window.
    width(window_) {
        const faults = [];
        const page = document.scrollingElement;
        if (page.scrollWidth > window_ || innerWidth > window_) {
            const wide = [...document.body.querySelectorAll("*")].filter((element) => {
                if (element.getBoundingClientRect().right <= window_ + 1) return false;
                for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
                    if (getComputedStyle(at).overflowX !== "visible") return false;
                }
                return true;
            });
            faults.push(this.fault("page too wide", wide[0] ?? null,
                `at ${window_} px the page scrolls sideways (${Math.max(page.scrollWidth, innerWidth)} px): let it wrap, or put it into a div.scroll`));
        }
        for (const element of document.body.querySelectorAll("*")) {
            if (this.scrolls(element) && !(element.tabIndex === 0 && element.hasAttribute("role")
                && (element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby")))) {
                faults.push(this.fault("scrolling region", element,
                    "what scrolls needs tabindex=\"0\", a role and a label, so that the keyboard reaches it"));
            }
        }
        return faults;
    },

    /// What is read later must not stand above, nor to the left on one line.
    visualOrder() {
        const leaves = [...document.body.querySelectorAll(
            "h1, h2, h3, h4, p, li, dt, dd, caption, figcaption, th, td, svg[role=img]")]
            .filter((element) => this.isShown(element)
                && !element.querySelector("p, li, dt, dd, th, td"));
        const faults = [];
        let before = null;
        for (const element of leaves) {
            const box = element.getBoundingClientRect();
            // What is a point wide is only read out.
            if (box.width <= 1 || box.height <= 1) continue;
            if (before) {
                const isAbove = box.bottom <= before.top + 1;
                const isLeft = box.top < before.bottom - 1 && box.bottom > before.top + 1
                    && box.right <= before.left + 1;
                if (isAbove || isLeft) faults.push(this.fault("reading order", element,
                    "it is read after what it stands before: order the elements as they are seen"));
            }
            before = box;
        }
        return faults;
    },

    focusable() {
        return [...document.querySelectorAll(
            "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]")]
            .filter((element) => element.tabIndex >= 0 && !element.disabled && this.isShown(element));
    },

    /// Listens to what gets the focus from here on; returns how many should.
    watchFocus() {
        this.reached = [];
        document.activeElement?.blur();
        getSelection().removeAllRanges();
        scrollTo(0, 0);
        document.addEventListener("focusin", ({ target }) => {
            const style = getComputedStyle(target);
            const box = target.getBoundingClientRect();
            this.reached.push({
                target,
                isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
                    && box.right > 0 && box.width > 0 && box.height > 0,
            });
        });
        return this.focusable().length;
    },

    /// The tab key must reach every element in the order of the document.
    tabOrder() {
        const expected = this.focusable();
        const faults = [];
        const first = expected[0];
        if (!/^#/.test(first?.getAttribute("href") ?? "") || !first.closest("body > :first-child")) {
            faults.push(this.fault("skip link", first ?? null,
                "the first thing that the tab key reaches is a link to the page's <main>"));
        }
        for (let at = 0; at < expected.length; at += 1) {
            const found = this.reached[at];
            if (found?.target !== expected[at]) {
                faults.push(this.fault("tab order", expected[at], found
                    ? `the tab key reaches ${this.place(found.target)} in its stead: no tabindex above 0`
                    : "the tab key never reaches it"));
                break;
            }
            if (!found.isSeen) faults.push(this.fault("focus", found.target,
                "it cannot be seen that it has the focus: give :focus-visible an outline of at least 2 px"));
        }
        return faults;
    },

    /// The rules of WCAG 2.2 AA and of good practice, by axe-core.
    async axe() {
        const { violations } = await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            rules: { "target-size": { enabled: true } },
            resultTypes: ["violations"],
            elementRef: true,
        });
        return violations.flatMap((violation) => violation.nodes.map((node) => {
            const check = [...node.any, ...node.all, ...node.none][0];
            return this.fault(`axe ${violation.id}`, node.element,
                violation.help + (check?.message ? `. ${check.message}` : ""));
        }));
    },
};
