// A small network that learns in the page: two inputs, some hidden units with tanh, one sigmoid output.
// All its words come from data-* attributes, so that one script serves every language.
"use strict";

(() => {
  const SIZE = 56; // cells along each side of the map
  const LAST_STEP = 900;
  const REACH = 1.15; // the plane goes from -REACH to REACH

  function random(seed) { // mulberry32: the same start for everybody
    return () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  const shapes = {
    ring(draw) {
      const inside = draw() < 0.5, angle = 2 * Math.PI * draw();
      const radius = inside ? 0.5 * Math.sqrt(draw()) : 0.75 + 0.25 * draw();
      return [radius * Math.cos(angle), radius * Math.sin(angle), inside ? 1 : 0];
    },
    xor(draw) {
      const place = () => (draw() < 0.5 ? -1 : 1) * (0.15 + 0.8 * draw());
      const x = place(), y = place();
      return [x, y, x * y > 0 ? 1 : 0];
    },
    moons(draw) {
      const upper = draw() < 0.5, angle = Math.PI * draw(), noise = () => 0.12 * (draw() - 0.5);
      const x = upper ? Math.cos(angle) - 0.5 : 0.5 - Math.cos(angle);
      const y = upper ? Math.sin(angle) - 0.25 : 0.25 - Math.sin(angle);
      return [0.65 * x + noise(), 0.8 * y + noise(), upper ? 1 : 0];
    },
  };

  class Network {
    constructor(units, draw) {
      this.units = units;
      // For each hidden unit two weights, a bias and its weight to the output; last the output's bias.
      this.values = Array.from({ length: 4 * units + 1 }, () => 2.4 * (draw() - 0.5));
      this.mean = this.values.map(() => 0);
      this.square = this.values.map(() => 0);
      this.step = 0;
    }

    output(x, y, hidden = []) {
      const v = this.values;
      let sum = v[4 * this.units];
      for (let j = 0; j < this.units; j++) {
        hidden[j] = Math.tanh(v[4 * j] * x + v[4 * j + 1] * y + v[4 * j + 2]);
        sum += v[4 * j + 3] * hidden[j];
      }
      return 1 / (1 + Math.exp(-sum));
    }

    learn(dots) {
      const v = this.values, slopes = v.map(() => 0), hidden = [];
      for (const [x, y, target] of dots) {
        const error = (this.output(x, y, hidden) - target) / dots.length;
        slopes[4 * this.units] += error;
        for (let j = 0; j < this.units; j++) {
          const back = error * v[4 * j + 3] * (1 - hidden[j] * hidden[j]);
          slopes[4 * j] += back * x;
          slopes[4 * j + 1] += back * y;
          slopes[4 * j + 2] += back;
          slopes[4 * j + 3] += error * hidden[j];
        }
      }
      this.step += 1;
      for (let i = 0; i < v.length; i++) {
        this.mean[i] = 0.9 * this.mean[i] + 0.1 * slopes[i];
        this.square[i] = 0.99 * this.square[i] + 0.01 * slopes[i] * slopes[i];
        const mean = this.mean[i] / (1 - 0.9 ** this.step), square = this.square[i] / (1 - 0.99 ** this.step);
        v[i] -= (0.06 * mean) / (Math.sqrt(square) + 1e-8);
      }
    }
  }

  function paint(canvas, network, dots) {
    const side = canvas.width, pen = canvas.getContext("2d");
    const small = document.createElement("canvas");
    small.width = small.height = SIZE;
    const image = new ImageData(SIZE, SIZE);
    for (let row = 0; row < SIZE; row++) {
      for (let column = 0; column < SIZE; column++) {
        const x = ((column + 0.5) / SIZE * 2 - 1) * REACH, y = (1 - (row + 0.5) / SIZE * 2) * REACH;
        const sure = network.output(x, y), amount = Math.min(1, Math.abs(2 * sure - 1) * 1.1);
        const tone = sure > 0.5 ? [0, 114, 178] : [230, 159, 0]; // told apart with any common color blindness
        for (let k = 0; k < 3; k++) image.data[4 * (row * SIZE + column) + k] = 255 + 0.62 * amount * (tone[k] - 255);
        image.data[4 * (row * SIZE + column) + 3] = 255;
      }
    }
    small.getContext("2d").putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = true;
    pen.drawImage(small, 0, 0, side, side);
    for (const [x, y, target] of dots) {
      const left = (x / REACH + 1) * side / 2, top = (1 - y / REACH) * side / 2, size = side / 90;
      pen.beginPath();
      if (target) pen.arc(left, top, size, 0, 2 * Math.PI);
      else pen.rect(left - size, top - size, 2 * size, 2 * size);
      pen.fillStyle = target ? "#004b76" : "#a85f00";
      pen.fill();
      pen.strokeStyle = "white";
      pen.lineWidth = side / 300;
      pen.stroke();
    }
  }

  function start(figure) {
    const canvas = figure.querySelector("canvas"), words = figure.dataset;
    const [play, again] = figure.querySelectorAll("button"), status = figure.querySelector("[role=status]");
    const units = figure.querySelector("[name=units]"), shape = figure.querySelector("[name=shape]");
    let network, dots, playing = false, seen = true;

    function right() {
      const good = dots.filter(([x, y, target]) => (network.output(x, y) > 0.5) === (target === 1)).length;
      return Math.round((100 * good) / dots.length);
    }

    function say() {
      const score = right(), over = network.step >= LAST_STEP;
      const text = !over ? words.learning : score >= 98 ? words.done : words.stuck;
      // While it plays, the line changes too often to be read aloud.
      status.setAttribute("aria-live", playing ? "off" : "polite");
      status.textContent = text.replace("{step}", network.step).replace("{score}", score);
      canvas.setAttribute("aria-label", words.picture.replace("{units}", units.value).replace("{score}", score));
      play.textContent = playing ? words.pause : words.play;
    }

    function show() {
      paint(canvas, network, dots);
      say();
    }

    function frame() {
      if (!playing) return;
      if (seen) {
        for (let i = 0; i < 2 && network.step < LAST_STEP; i++) network.learn(dots);
        if (network.step >= LAST_STEP) playing = false;
        show();
      }
      if (playing) requestAnimationFrame(frame);
    }

    function run(on) {
      if (on && network.step >= LAST_STEP) reset();
      const wasPlaying = playing;
      playing = on;
      if (on && !wasPlaying) requestAnimationFrame(frame);
      show();
    }

    function reset() {
      const draw = random(7);
      dots = Array.from({ length: 120 }, () => shapes[shape.value](draw));
      network = new Network(Number(units.value), draw);
    }

    play.addEventListener("click", () => run(!playing));
    for (const [control, event] of [[again, "click"], [units, "change"], [shape, "change"]]) {
      control.addEventListener(event, () => { reset(); run(true); });
    }
    new IntersectionObserver((entries) => { seen = entries[0].isIntersecting; }).observe(canvas);

    reset();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      while (network.step < LAST_STEP) network.learn(dots); // its end, at rest
      show();
    } else {
      run(true);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".live-network").forEach(start);
    // What scrolls is reached by keyboard.
    for (const table of document.querySelectorAll(".bd-article table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
    // The browser edition needs a web server: opened from a file, its links would lead to an empty page.
    if (location.protocol === "file:") document.querySelectorAll(".needs-server").forEach((link) => link.remove());
  });
})();
