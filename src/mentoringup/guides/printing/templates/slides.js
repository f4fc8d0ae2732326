// Keys for slides; without this, the page scrolls like any other.
const slides = [...document.querySelectorAll("main > section")];
const here = () => {
  const middle = window.innerHeight / 2;
  return slides.findIndex((slide) => {
    const box = slide.getBoundingClientRect();
    return box.top <= middle && box.bottom > middle;
  });
};
const go = (place) => {
  const slide = slides[Math.max(0, Math.min(slides.length - 1, place))];
  slide.scrollIntoView();
  slide.focus({ preventScroll: true });
};
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("summary, a")) {
    return;
  }
  const steps = { ArrowRight: 1, PageDown: 1, n: 1, ArrowLeft: -1, PageUp: -1, p: -1 };
  if (event.key in steps) {
    go(here() + steps[event.key]);
  } else if (event.key === "Home") {
    go(0);
  } else if (event.key === "End") {
    go(slides.length - 1);
  } else {
    return;
  }
  event.preventDefault();
});
