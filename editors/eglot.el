;;; Emacs 29 or later, or Emacs 26.3 with the package eglot: add this to your init file.
;;; Then `M-x eglot' in a rule file, or uncomment the last lines.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((conf-toml-mode toml-mode toml-ts-mode) . ("arnorm" "lsp"))))

;; Starts it in every rule file.
;; (defun arnorm-rule-file-p ()
;;   (save-excursion
;;     (goto-char (point-min))
;;     (re-search-forward "^format *= *1" 2000 t)))
;; (add-hook 'conf-toml-mode-hook (lambda () (when (arnorm-rule-file-p) (eglot-ensure))))
