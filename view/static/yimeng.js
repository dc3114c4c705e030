/* Comforts only: every page works without this file, and what needs it is hidden until it runs. */
(function () {
	'use strict';
	var root = document.documentElement, key = 'ym-large';

	function each(selector, act) {
		Array.prototype.forEach.call(document.querySelectorAll(selector), act);
	}

	/* Storage may be forbidden (private windows, WeChat's settings): then the choice lasts for this page. */
	function remembered() {
		try { return localStorage.getItem(key) === '1'; } catch (refused) { return false; }
	}

	function remember(large) {
		try { localStorage.setItem(key, large ? '1' : '0'); } catch (refused) { /* see above */ }
	}

	function enlarge(button) {
		button.hidden = false;
		button.setAttribute('aria-pressed', String(root.classList.contains(key)));
		button.addEventListener('click', function () {
			var large = root.classList.toggle(key);
			button.setAttribute('aria-pressed', String(large));
			remember(large);
		});
	}

	function select(node) {
		var range = document.createRange(), selection = window.getSelection();
		range.selectNodeContents(node);
		selection.removeAllRanges();
		selection.addRange(range);
	}

	/* The words are selected too, so that where copying is refused a long press finishes the job. */
	function copies(button) {
		var source = button.parentNode.querySelector('.ym-all'), words = button.textContent;
		button.hidden = false;
		button.addEventListener('click', function () {
			var said = document.getElementById('ym-said'), done = false;
			select(source);
			try { done = document.execCommand('copy'); } catch (refused) { done = false; }
			if (!done)
				return;
			button.textContent = button.getAttribute('data-done');
			said.textContent = button.getAttribute('data-done');
			setTimeout(function () { button.textContent = words; said.textContent = ''; }, 2500);
		});
	}

	/* An amount typed and then a preset chosen would be refused as two amounts. */
	function clears(radio) {
		radio.addEventListener('change', function () {
			document.getElementById(radio.getAttribute('data-clears')).value = '';
		});
	}

	if (remembered())
		root.classList.add(key);
	document.addEventListener('DOMContentLoaded', function () {
		var summary = document.querySelector('.ym-summary');
		each('[data-ym=large]', enlarge);
		each('[data-ym=copy]', copies);
		each('[data-clears]', clears);
		each('[data-ym=print]', function (button) {
			button.hidden = false;
			button.addEventListener('click', function () { window.print(); });
		});
		each('[data-ym=without]', function (hint) { hint.hidden = true; });
		if (summary)
			summary.focus();
	});
}());
