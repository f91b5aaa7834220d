#include <stdio.h>
#include <string.h>

#include <arnorm/c.h>

int main(void) {
  const char *text = "مُحَمَّد";
  arnorm_diagnostics *trouble = NULL;
  arnorm_chain *chain = arnorm_load(NULL, "buckwalter", strlen("buckwalter"), 0, &trouble);
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_alignment *alignment = NULL;
  arnorm_status status = ARNORM_BAD_ARGUMENT;
  if (chain == NULL) {
    arnorm_diagnostics_text(trouble, &out);
    fwrite(out.data, 1, out.size, stderr);
  } else {
    status = arnorm_align(chain, text, strlen(text), ARNORM_KEEP, &out, &alignment, NULL);
  }
  if (status == ARNORM_OK) {
    arnorm_range last = {out.size - 1, out.size};
    arnorm_range from = arnorm_to_input(alignment, last);
    printf("%.*s\n", (int)out.size, out.data);
    printf("%.*s\n", (int)(from.end - from.begin), text + from.begin);
  }
  arnorm_alignment_free(alignment);
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
  arnorm_diagnostics_free(trouble);
  return status == ARNORM_OK ? 0 : 2;
}
