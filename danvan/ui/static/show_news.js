// New figures during the talk: they are offered, never taken by themselves.
(() => {
  "use strict";
  const show = window.dvShow;
  const EVERY_MS = 20000;
  let newest = "";

  const isNewer = () => newest !== "" && newest !== show.data.snapshot;
  show.offered = () => (isNewer() ? show.say("client.offer", { snapshot: show.data.snapshot }) : "");

  const line = document.createElement("p");
  line.id = "show-news";

  // In the hall only where there is no presenter's window to say it in, and not on a dark screen.
  function tell() {
    line.textContent = show.presenter() || show.blank ? "" : show.offered();
  }

  show.look = async () => {
    if (show.data === null || !navigator.onLine) return;
    try {
      const answer = await fetch(show.data.snapshotNow, { cache: "no-store" });
      const name = answer.ok ? (await answer.text()).trim() : "";
      if (name && name !== newest) {
        newest = name;
        show.changed();
      }
    } catch {
      // No network: the talk goes on with what is here.
    }
  };

  // Take the new figures: the slides are put in place without leaving full screen, the address is pinned to them.
  show.take = async () => {
    if (!isNewer()) return;
    const wanted = show.data.addresses.newest + encodeURIComponent(newest);
    const before = show.data.snapshot;
    show.tell(show.say("client.taking"), { seen: true });
    try {
      const answer = await fetch(wanted);
      if (!answer.ok) throw new Error(String(answer.status));
      show.takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", `${wanted}#${show.now().id}`);
      show.tell(show.say("client.taken", { snapshot: show.data.snapshot }), { seen: true });
    } catch {
      show.tell(show.say("client.not_taken", { snapshot: before }), { seen: true });
    }
  };

  show.listen(tell);
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(line);
    setInterval(show.look, EVERY_MS);
    show.look();
  });
})();
