// Fetches the cover and possible doubles while the intake is being filled in; without it there is a button.
(() => {
    "use strict";

    const ASKED = ["member", "incident_on", "complainant_name", "complainant_email"];

    const start = () => {
        const hints = document.getElementById("hints");
        const form = hints && hints.closest("form");
        if (!form || !hints.dataset.url) {
            return;
        }
        let asked = 0;
        const refresh = async () => {
            const number = ++asked;
            const data = new FormData(form);
            data.delete("attachments");
            data.delete("narrative");
            data.delete("wish");
            // Not on to the sign-in page, where a session that ended leads: that is no hint.
            const options = { method: "POST", body: data, redirect: "manual" };
            const answer = await fetch(hints.dataset.url, options);
            if (answer.ok && number === asked) {
                hints.innerHTML = await answer.text();
            }
        };
        form.addEventListener("change", (event) => {
            if (ASKED.includes(event.target.name)) {
                refresh();
            }
        });
        // The picker of members speaks jQuery's language only.
        if (window.django && window.django.jQuery) {
            window.django.jQuery(form).on("select2:select select2:clear", refresh);
        }
    };

    document.addEventListener("DOMContentLoaded", start);
})();
