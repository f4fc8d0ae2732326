// Puts a living figure in the place of each drawing; a drawing whose figure fails stays.
(() => {
  const specs = JSON.parse(document.getElementById("figure-specs").textContent);
  for (const [id, spec] of Object.entries(specs)) {
    const drawing = document.querySelector(`figure#${CSS.escape(id)} > svg`);
    if (!drawing) continue;
    const place = document.createElement("div");
    place.className = "living";
    place.hidden = true;
    drawing.after(place);
    vegaEmbed(place, spec, { actions: false, renderer: "svg" }).then(
      () => { place.hidden = false; drawing.classList.add("replaced"); },
      () => place.remove(),
    );
  }
})();
