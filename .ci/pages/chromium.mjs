// Drives headless Chromium through the two pipes of its debugging protocol.
// No server, no port, no driver package: the protocol's few commands that are
// used here have not changed for years, so any Chromium of Debian will do.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE = 120_000;

export class Chromium {
    constructor(program) {
        this.profile = mkdtempSync(join(tmpdir(), "check-pages-"));
        this.waiting = new Map();
        this.listeners = new Map();
        this.parts = [];
        this.last = 0;
        const flags = [
            "--headless",
            "--remote-debugging-pipe",
            `--user-data-dir=${this.profile}`,
            "--no-first-run",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            // No name is ever looked up, whatever a page asks for.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--font-render-hinting=none",
            "--lang=en-GB",
        ];
        // Chromium's sandbox refuses to be started by root, as CI does.
        if (process.getuid?.() === 0) flags.push("--no-sandbox");
        this.process = spawn(program, flags, {
            stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
        });
        this.complaint = "";
        this.process.stderr.on("data", (text) => {
            this.complaint = (this.complaint + text).slice(-2000);
        });
        this.process.stdio[4].on("data", (bytes) => this.receive(bytes));
        this.process.stdio[3].on("error", () => {});
        this.ended = new Promise((resolve) => this.process.once("exit", resolve));
        this.ended.then(() => this.fail(`Chromium ended: ${this.complaint.trim()}`));
        this.process.once("error", (error) => this.fail(`${program}: ${error.message}`));
    }

    fail(says) {
        this.broken = says;
        for (const { reject } of this.waiting.values()) reject(new Error(says));
        this.waiting.clear();
    }

    receive(bytes) {
        let from = 0;
        for (let end; (end = bytes.indexOf(0, from)) >= 0; from = end + 1) {
            this.parts.push(bytes.subarray(from, end));
            const message = JSON.parse(Buffer.concat(this.parts).toString("utf8"));
            this.parts = [];
            this.dispatch(message);
        }
        if (from < bytes.length) this.parts.push(bytes.subarray(from));
    }

    dispatch(message) {
        if (!message.id) {
            this.listeners.get(message.sessionId)?.(message.method, message.params);
            return;
        }
        const asked = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (!asked) return;
        if (message.error) asked.reject(new Error(`${asked.method}: ${message.error.message}`));
        else asked.resolve(message.result);
    }

    send(method, params = {}, sessionId = undefined) {
        if (this.broken) return Promise.reject(new Error(this.broken));
        const id = ++this.last;
        return new Promise((resolve, reject) => {
            const clock = setTimeout(() => {
                this.waiting.delete(id);
                reject(new Error(`${method}: no answer within ${PATIENCE / 1000} seconds`));
            }, PATIENCE);
            const settled = (settle) => (value) => {
                clearTimeout(clock);
                settle(value);
            };
            this.waiting.set(id, { method, resolve: settled(resolve), reject: settled(reject) });
            this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
        });
    }

    async tab() {
        const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
        const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
        return new Tab(this, targetId, sessionId);
    }

    async close() {
        await this.send("Browser.close").catch(() => this.process.kill("SIGTERM"));
        const clock = setTimeout(() => this.process.kill("SIGKILL"), 3000);
        await this.ended;
        clearTimeout(clock);
        // Chromium's helpers may write for a moment after it has ended.
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
}

class Tab {
    constructor(browser, targetId, sessionId) {
        Object.assign(this, { browser, targetId, sessionId });
        this.requests = [];
        browser.listeners.set(sessionId, (method, params) => {
            if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
            if (method === "Page.loadEventFired") this.loaded?.();
        });
    }

    send(method, params) {
        return this.browser.send(method, params, this.sessionId);
    }

    /// Opens a page with its scripts switched off and without a network.
    async open(address, width) {
        this.requests = [];
        await this.send("Page.enable");
        await this.send("Network.enable");
        await this.send("Network.emulateNetworkConditions", {
            offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1,
        });
        await this.send("Emulation.setScriptExecutionDisabled", { value: true });
        await this.send("Emulation.setFocusEmulationEnabled", { enabled: true });
        await this.send("Emulation.setDeviceMetricsOverride", {
            width, height: 900, deviceScaleFactor: 1, mobile: width < 600,
        });
        const loaded = new Promise((resolve) => (this.loaded = resolve));
        const { errorText } = await this.send("Page.navigate", { url: address });
        if (errorText) throw new Error(`cannot be opened: ${errorText}`);
        await loaded;
        // What the page brought has not run; what is put in from here on may.
        await this.send("Emulation.setScriptExecutionDisabled", { value: false });
    }

    async run(expression) {
        const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
            expression, awaitPromise: true, returnByValue: true,
        });
        if (exceptionDetails) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
    }

    async press(key, code) {
        const event = { key, code: key, windowsVirtualKeyCode: code };
        await this.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
        await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    }

    async close() {
        this.browser.listeners.delete(this.sessionId);
        await this.browser.send("Target.closeTarget", { targetId: this.targetId });
    }
}
