// Time: how long the talk has been going on, and what time it is; small in a corner once it was started.
(() => {
  "use strict";
  const show = window.dvShow;
  let since = 0, before = 0, running = false;

  const seconds = () => Math.floor((before + (running ? performance.now() - since : 0)) / 1000);
  const two = (number) => String(number).padStart(2, "0");

  show.clock = {
    running: () => running,
    started: () => running || before > 0,
    elapsed: () => {
      const all = seconds(), hours = Math.floor(all / 3600);
      return `${hours ? `${hours}:` : ""}${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
    },
    time: () => {
      const now = new Date();
      return `${two(now.getHours())}:${two(now.getMinutes())}`;
    },
    toggle: () => {
      if (running) before += performance.now() - since;
      since = performance.now();
      running = !running;
      show.changed();
    },
    reset: () => {
      before = 0;
      running = false;
      show.changed();
    },
  };

  const corner = document.createElement("p");
  corner.id = "show-clock";
  corner.hidden = true;

  function tell() {
    corner.hidden = !show.clock.started();
    if (corner.hidden) return;
    const paused = running ? "" : ` (${show.say("client.paused")})`;
    corner.textContent = `${show.clock.elapsed()}${paused} · ${show.clock.time()}`;
  }

  show.listen(tell);
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(corner);
    setInterval(tell, 500);
  });
})();
