/* The setting arnorm.rules_folder: rule files of the administrator.
 *
 * The library itself opens no file, whatever a chain is called (ARNORM_FILES_NONE). The files of
 * the folder are read here and passed as texts, so that no SQL user can name another file, and all
 * chains of a backend see the same rules, also where files change in the meantime. */
#include "arnorm_pg.h"

#include <sys/stat.h>

#include "miscadmin.h"
#include "storage/fd.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#define MAX_RULE_FILE (16 * 1024 * 1024)

static char *rules_folder = NULL;
static int version = 0;

static bool check_rules_folder(char **value, void **extra, GucSource source) {
  if (**value == '\0' || is_absolute_path(*value)) {
    return true;
  }
  GUC_check_errdetail("\"arnorm.rules_folder\" must be an absolute path.");
  return false;
}

static void assign_rules_folder(const char *value, void *extra) { ++version; }

/* PGC_SIGHUP: only the administrator of the server decides what IMMUTABLE functions return. No
 * session can set it for itself, so all of them write the same values into an index. */
void define_rules_folder(void) {
  DefineCustomStringVariable(
      "arnorm.rules_folder", "Folder of rule files that chains may name besides built-in sets.",
      "Indexes on chains that use them must be rebuilt when it changes.", &rules_folder, "",
      PGC_SIGHUP, GUC_SUPERUSER_ONLY, check_rules_folder, assign_rules_folder, NULL);
}

int rules_folder_version(void) { return version; }

static bool is_rule_file(const char *name) {
  size_t size = strlen(name);
  return size > 5 && name[0] != '.' && strcmp(name + size - 5, ".toml") == 0;
}

static void require_readable_size(const char *path) {
  struct stat state;
  if (stat(path, &state) != 0) {
    ereport(ERROR, errcode_for_file_access(), errmsg("could not stat file \"%s\": %m", path));
  }
  if (!S_ISREG(state.st_mode) || state.st_size > MAX_RULE_FILE) {
    ereport(ERROR, errcode(ERRCODE_CONFIG_FILE_ERROR),
            errmsg("\"%s\" is not a rule file of at most %d bytes", path, MAX_RULE_FILE));
  }
}

static Slice read_file(const char *path) {
  FILE *file;
  char *data;
  size_t size;
  require_readable_size(path);
  file = AllocateFile(path, PG_BINARY_R);
  if (file == NULL) {
    ereport(ERROR, errcode_for_file_access(),
            errmsg("could not open file \"%s\" for reading: %m", path));
  }
  data = palloc(MAX_RULE_FILE);
  size = fread(data, 1, MAX_RULE_FILE, file);
  if (ferror(file)) {
    ereport(ERROR, errcode_for_file_access(), errmsg("could not read file \"%s\": %m", path));
  }
  FreeFile(file);
  return (Slice){data, size};
}

static void add_file(arnorm_rules *rules, const char *name) {
  char *path = psprintf("%s/%s", rules_folder, name);
  Slice text = read_file(path);
  arnorm_status status =
      arnorm_rules_add_text(rules, name, strlen(name) - 5, text.data, text.size);
  if (status == ARNORM_BAD_ARGUMENT) {
    ereport(ERROR, errcode(ERRCODE_CONFIG_FILE_ERROR),
            errmsg("the name of the file \"%s\" is not that of a rule set", path),
            errhint("Names have no comma, colon or slash."));
  }
  require_ok(status);
  pfree((char *)text.data);
}

static void add_folder(arnorm_rules *rules) {
  DIR *folder = AllocateDir(rules_folder);
  struct dirent *entry;
  while ((entry = ReadDir(folder, rules_folder)) != NULL) { /* an error if there is no folder */
    if (is_rule_file(entry->d_name)) {
      add_file(rules, entry->d_name);
    }
  }
  FreeDir(folder);
}

arnorm_rules *read_rules(void) {
  arnorm_rules *rules = arnorm_rules_new();
  require_ok(rules == NULL ? ARNORM_NO_MEMORY : ARNORM_OK);
  PG_TRY();
  {
    require_ok(arnorm_rules_allow_files(rules, ARNORM_FILES_NONE));
    if (rules_folder != NULL && rules_folder[0] != '\0') {
      add_folder(rules);
    }
  }
  PG_CATCH();
  {
    arnorm_rules_free(rules);
    PG_RE_THROW();
  }
  PG_END_TRY();
  return rules;
}
