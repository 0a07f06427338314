// What works better with JavaScript; everything works without it too.
(() => {
    "use strict";

    const WAIT_FOR_SECOND_KEY = 1200; // milliseconds between "g" and "w"
    const WAIT_FOR_ANSWER = 5000; // milliseconds; then the form is sent unasked
    const LOADED_AT = Date.now();

    const openMenus = () => document.querySelectorAll("details.menu[open]");

    const closeMenusExcept = (kept) => {
        openMenus().forEach((menu) => {
            if (!kept || !menu.contains(kept)) {
                menu.open = false;
            }
        });
    };

    const isTyping = (element) =>
        element instanceof HTMLElement &&
        (element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName));

    // A second click on the same button sends nothing; the server refuses it as well.
    const sendOnce = (event) => {
        const form = event.target;
        // What opens in a tab of its own leaves this page as it is: there is still something to send from here.
        const opensElsewhere = event.submitter?.formTarget === "_blank";
        if (!form.classList.contains("js-once") || opensElsewhere) {
            return;
        }
        if (form.dataset.sent) {
            event.preventDefault();
            return;
        }
        form.dataset.sent = "yes";
        form.setAttribute("aria-busy", "true");
        if (!form.dataset.asked && isOldPage()) {
            event.preventDefault();
            askFirst(form, event.submitter);
        }
    };

    const forgetSentOf = (form) => {
        delete form.dataset.sent;
        delete form.dataset.asked;
        form.removeAttribute("aria-busy");
    };

    // Coming back with the browser's back button, the form can be sent again.
    const forgetSent = () => document.querySelectorAll("form[data-sent]").forEach(forgetSentOf);

    // What is sent after the session ended is lost: from a page of some age, first ask whether it would be taken.
    const sessionOver = document.getElementById("session-over");

    const isOldPage = () => sessionOver && Date.now() - LOADED_AT >= sessionOver.dataset.afterSeconds * 1000;

    const askFirst = async (form, button) => {
        document.querySelectorAll(".session-over").forEach((message) => message.remove());
        const answer = await stillSignedIn();
        if (answer && !answer.signed_in) {
            forgetSentOf(form);
            saySessionIsOver(form);
            return;
        }
        if (answer) {
            renewToken(form, answer.token);
        }
        delete form.dataset.sent;
        form.dataset.asked = "yes";
        form.requestSubmit(button);
    };

    // Null when the question itself fails; the server then judges what is sent.
    const stillSignedIn = async () => {
        try {
            const options = { cache: "no-store", signal: AbortSignal.timeout(WAIT_FOR_ANSWER) };
            const response = await fetch(sessionOver.dataset.ask, options);
            return response.ok ? await response.json() : null;
        } catch {
            return null;
        }
    };

    // Signing in, in another tab too, makes the token of before worthless.
    const renewToken = (form, token) => {
        form.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
            input.value = token;
        });
    };

    const saySessionIsOver = (form) => {
        form.before(sessionOver.content.cloneNode(true));
        form.previousElementSibling.scrollIntoView({ block: "center" });
    };

    const focusFirstAnswer = () => {
        const step = document.getElementById("step");
        if (!step) {
            return;
        }
        const wrong = step.querySelector(".field-wrong input, .field-wrong select, .field-wrong textarea");
        const first = step.querySelector("input:not([type=hidden]), select, textarea, button");
        (wrong || first || step).focus({ preventScroll: true });
        step.scrollIntoView({ block: "nearest" });
    };

    // The search-as-you-type boxes of Django's admin take no name from their label by themselves.
    const nameSearchBoxes = () => {
        document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
            const label = select.labels[0]?.textContent.trim();
            const box = select.nextElementSibling;
            if (label && box?.classList.contains("select2-container")) {
                box.querySelectorAll("[role=combobox], [role=textbox]").forEach((part) => {
                    part.setAttribute("aria-label", label);
                });
            }
        });
    };

    const startShortcuts = (dialog) => {
        let goesSince = 0;
        const keys = {
            "/": () => document.getElementById("site-search").focus(),
            "?": () => dialog.showModal(),
            g: () => {
                goesSince = Date.now();
            },
            w: () => {
                if (Date.now() - goesSince < WAIT_FOR_SECOND_KEY) {
                    window.location.assign(dialog.dataset.home);
                }
            },
        };
        document.addEventListener("keydown", (event) => {
            const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
            if (isPlain && keys[event.key] && !isTyping(event.target) && !dialog.open) {
                event.preventDefault();
                keys[event.key]();
            }
        });
    };

    document.addEventListener("submit", sendOnce);
    window.addEventListener("pageshow", forgetSent);
    if (document.querySelector("select.admin-autocomplete")) {
        new MutationObserver(nameSearchBoxes).observe(document.body, { childList: true, subtree: true });
    }
    document.addEventListener("click", (event) => closeMenusExcept(event.target));
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && openMenus().length) {
            const summary = document.activeElement?.closest("details.menu")?.querySelector("summary");
            closeMenusExcept(null);
            summary?.focus();
        }
    });

    const dialog = document.getElementById("shortcuts");
    if (dialog) {
        startShortcuts(dialog);
    }
    focusFirstAnswer();
})();
