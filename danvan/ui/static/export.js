// Files that take a while: the server makes them as a job; this starts it, shows how far it is, cancels it, and fetches
// the file. While one is made, the buttons wait.
(() => {
  "use strict";
  const FOLDER = "/dv/viec";
  const FIRST_PAUSE = 150, PAUSE = 400, PAUSE_AWAY = 2000, MOST_AWAY = 15;

  const box = () => document.querySelector("[data-job]");
  const say = (words) => {
    const said = box()?.querySelector("[data-job-said]");
    if (said && said.textContent !== words) said.textContent = words;
  };
  const inWords = (both) => both?.[document.documentElement.lang] ?? "";
  const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
  const post = (address, content) =>
    fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });

  let running; // the address of the job that runs

  function show(on) {
    const shown = box();
    if (!shown) return;
    shown.hidden = false;
    shown.querySelector("[role=progressbar]").hidden = !on;
    shown.querySelector("[data-job-cancel]").hidden = !on;
    for (const button of document.querySelectorAll("button[data-export]")) button.setAttribute("aria-disabled", on);
  }

  function draw(standing) {
    const bar = box()?.querySelector("[role=progressbar]");
    if (!bar) return;
    const known = standing.of > 0;
    const percent = known ? Math.round((100 * standing.done) / standing.of) : 0;
    if (known) bar.setAttribute("aria-valuenow", percent);
    else bar.removeAttribute("aria-valuenow");
    bar.setAttribute("aria-valuetext", inWords(standing.words));
    bar.classList.toggle("dv-unknown", !known);
    bar.firstElementChild.style.width = `${percent}%`;
  }

  async function problems(answer) {
    const told = await answer.json().catch(() => ({}));
    return (told.problems ?? []).map(inWords).join(" ") || box().dataset.away;
  }

  function cancel(job) {
    return post(`${job}/huy`, {}).catch(() => {}); // a job that nobody asks for ends by itself
  }

  // How far the job is; null where the server cannot be reached, undefined where it knows of no such job.
  async function asked(job) {
    try {
      const answer = await fetch(job, { cache: "no-store" });
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return null;
    }
  }

  function fetchFile(job) {
    const link = document.createElement("a");
    link.href = `${job}/tep`;
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
  }

  async function watch(job) {
    let away = 0;
    await pause(FIRST_PAUSE);
    while (running === job) {
      const standing = await asked(job);
      if (running !== job) return;
      if (!box()) return stop(job);
      if (standing === undefined || away > MOST_AWAY) return end(box().dataset.lost);
      if (standing === null) {
        away += 1;
        say(box().dataset.again);
        await pause(PAUSE_AWAY);
        continue;
      }
      away = 0;
      draw(standing);
      if (standing.phase === "done") fetchFile(job);
      if (!["waiting", "running"].includes(standing.phase)) return end(inWords(standing.words));
      say(inWords(standing.words));
      await pause(PAUSE);
    }
  }

  function end(words) {
    running = undefined;
    show(false);
    say(words);
  }

  function stop(job) {
    end(box()?.dataset.cancelled ?? "");
    return cancel(job);
  }

  async function start(button) {
    running = "starting";
    show(true);
    draw({ done: 0, of: 0, words: {} });
    say(`${box().dataset.making} ${button.textContent.trim()}`);
    const { export: what, query } = button.dataset;
    const snapshot = document.getElementById("dv-view").dataset.snapshot;
    try {
      const answer = await post(FOLDER, { what, query, snapshot });
      if (!answer.ok) return end(await problems(answer));
      const job = `${FOLDER}/${(await answer.json()).job}`;
      if (running !== "starting") return cancel(job);
      running = job;
      return watch(job);
    } catch {
      return end(box().dataset.away);
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-export]");
    if (button && !running) start(button);
    if (!event.target.closest?.("[data-job-cancel]") || !running) return;
    const job = running;
    if (job === "starting") end(box().dataset.cancelled);
    else stop(job);
    document.querySelector("button[data-export]")?.focus();
  });
  addEventListener("pagehide", () => {
    if (running?.startsWith("/")) navigator.sendBeacon(`${running}/huy`, new Blob(["{}"], { type: "application/json" }));
  });
})();
