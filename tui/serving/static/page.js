"use strict";
// The page around textual-serve's terminal, which begins in window.onload: what is set up here stands before that.
(() => {
  const part = (id) => document.getElementById(id);
  let held = null; // the socket of this window
  let ours = false; // the page is going away by itself

  // 1. The socket: keys of the touch bar go through it, and its end is told in words.
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address) {
      super(address);
      held = this;
      this.addEventListener("close", (event) => ended(event.code));
    }

    send(data) { // the terminal speaks of its focus also before and after
      if (this.readyState === Socket.OPEN) super.send(data);
    }
  };
  const send = (keys) => {
    if (held) held.send(JSON.stringify(["stdin", keys]));
  };
  const WORDS = {
    1000: "The planner was closed. Everything is saved.",
    1001: "notyet serve was stopped. Everything is saved. Start it again, and open the new address.",
    1013: "There are enough planners open already: close another window first.",
  };
  const ended = (code) => {
    if (ours) return;
    part("ended-words").textContent = WORDS[code] || "The connection ended. What was pressed is saved.";
    part("ended").hidden = false;
    part("again").focus();
  };
  part("again").addEventListener("click", () => window.location.reload());
  window.addEventListener("pagehide", () => { ours = true; });

  // 2. Links: they open on this device, and only what a rep means by a link does.
  window.open = (address) => {
    let link;
    try { link = new URL(address); } catch { return null; }
    if (!["http:", "https:", "mailto:", "tel:"].includes(link.protocol)) return null;
    if (link.origin === window.location.origin && link.pathname.startsWith("/download/")) {
      link.pathname = window.location.pathname + link.pathname.slice(1); // a sheet to print, behind our word
    }
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.rel = "noopener noreferrer";
    if (link.protocol.startsWith("http")) anchor.target = "_blank";
    anchor.click();
    return null;
  };

  // 3. Copying: by the browser where it lets us; else the text is shown, to be taken by a touch.
  const board = navigator.clipboard;
  const show = (text) => {
    part("copied").value = text;
    part("copy").hidden = false;
    part("copied").select();
  };
  const writeText = async (text) => {
    if (!board) { show(text); return; }
    try { await board.writeText(text); } catch { show(text); }
  };
  // The planner never reads what lies in the clipboard: pasting is the rep's own key.
  Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });
  part("take").addEventListener("click", () => {
    part("copied").select();
    if (document.execCommand("copy")) close();
  });
  const close = () => { part("copy").hidden = true; focus(); };
  part("leave").addEventListener("click", close);
  part("copy").addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // 4. Fingers: a tap is a click already, a drag turns the wheel, the bar has the keys that a tablet lacks.
  const focus = () => { const field = document.querySelector(".xterm-helper-textarea"); if (field) field.focus(); };
  for (const button of document.querySelectorAll("[data-key]")) {
    button.addEventListener("pointerdown", (event) => { event.preventDefault(); send(button.dataset.key); });
    button.addEventListener("click", (event) => { if (event.detail === 0) send(button.dataset.key); });
  }
  part("board").addEventListener("click", focus);
  let from = null;
  const terminal = part("terminal");
  terminal.addEventListener("touchstart", (event) => { from = event.touches[0].clientY; }, { passive: true });
  terminal.addEventListener("touchmove", (event) => {
    const { clientX, clientY } = event.touches[0];
    const step = 24;
    const screen = terminal.querySelector(".xterm-screen");
    while (screen && from !== null && Math.abs(clientY - from) >= step) {
      const down = clientY < from;
      from += down ? -step : step;
      screen.dispatchEvent(new WheelEvent("wheel", {
        deltaY: down ? step : -step, clientX, clientY, bubbles: true, cancelable: true,
      }));
    }
  }, { passive: true });
  if (window.visualViewport) { // a keyboard that slides over the page leaves less of it
    window.visualViewport.addEventListener("resize", () => {
      document.documentElement.style.height = `${window.visualViewport.height}px`;
      window.dispatchEvent(new Event("resize"));
    });
  }

  // 5. Begin when the font is there, or the terminal would measure another one.
  const begin = window.onload;
  window.onload = async (event) => {
    const asked = new URLSearchParams(window.location.search).get("fontsize");
    window.history.replaceState(null, "", asked ? `?fontsize=${encodeURIComponent(asked)}` : window.location.pathname);
    await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 16px "Roboto Mono"`)));
    begin(event);
    focus();
  };
})();
