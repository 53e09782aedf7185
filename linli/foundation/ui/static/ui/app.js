// What pages do when scripts run; every page works without it.
(function () {
  "use strict";
  var typed = false, sent = false;

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  // A second click must not send twice. The lock opens by itself: an answer that never came (a lost
  // signal, a download) leaves the page as it is, and the key makes a repeated request harmless.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (form.hasAttribute("data-sent")) { event.preventDefault(); return; }
    sent = true;
    form.setAttribute("data-sent", "");
    setTimeout(function () { form.removeAttribute("data-sent"); }, 5000);
  });
  document.addEventListener("input", function () { typed = true; });

  // A page out of the back-forward cache holds a used key or somebody else's session: take it anew,
  // unless that would throw away words not yet sent.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && (sent || !typed)) { location.reload(); }
  });

  document.addEventListener("htmx:configRequest", function (event) {
    var form = event.target.closest("form") || document;
    var key = form.querySelector("[name=idempotency_key]");
    var token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (event.detail.verb === "get") { return; }
    if (key && form !== document) { event.detail.headers["Idempotency-Key"] = key.value; }
    if (token) { event.detail.headers["X-CSRFToken"] = token.value; }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.target.removeAttribute) { event.target.removeAttribute("data-sent"); }
  });

  // Counts from the server's own seconds: the clocks of phones are often wrong.
  var loaded = Date.now();
  function count() {
    each("[data-countdown]", function (place) {
      var words = place.getAttribute("data-words").split("|");
      var rest = place.getAttribute("data-countdown") - (Date.now() - loaded) / 1000;
      var at = rest >= 172800 ? 0 : rest >= 3600 ? 2 : 4;
      var n = Math.max(1, Math.floor(rest / [86400, 0, 3600, 0, 60][at]));
      place.textContent = rest <= 0 ? words[6] : words[n === 1 ? at : at + 1].replace("%(n)d", n);
    });
  }
  setInterval(count, 30000);

  function show(selector, act) {
    each(selector, function (button) {
      button.hidden = false;
      button.addEventListener("click", act);
    });
  }
  function copy() {
    var button = this, words = button.querySelector("span"), text = button.getAttribute("data-copy");
    function done() { words.textContent = button.getAttribute("data-copied"); }
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done); return; }
    var box = document.createElement("textarea");
    box.value = text;
    document.body.appendChild(box);
    box.select();
    if (document.execCommand("copy")) { done(); }
    box.remove();
    button.focus();
  }
  show("[data-copy]", copy);
  show("[data-print]", function () { window.print(); });

  // An open menu closes by Escape and by a tap elsewhere.
  function close(event) {
    each("details.hats[open]", function (menu) {
      if (event.type === "keydown") {
        if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
      } else if (!menu.contains(event.target)) { menu.open = false; }
    });
  }
  document.addEventListener("keydown", close);
  document.addEventListener("click", close);

  each("[data-focus]", function (box) { box.focus(); });
})();
