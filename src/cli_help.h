#pragma once

namespace linehaul {

// What --help prints, within 24 lines of 80 columns; kSummary, for linehaul alone, has 12.
extern const char* const kSummary;
extern const char* const kNormalizeHelp;
extern const char* const kCheckHelp;
extern const char* const kExplainHelp;
extern const char* const kFormatsHelp;
extern const char* const kRecordsHelp;
extern const char* const kTagsHelp;
extern const char* const kTagsCheckHelp;
extern const char* const kTagsApplyHelp;
extern const char* const kTagsExportHelp;
extern const char* const kTagsImportHelp;
extern const char* const kTagsListHelp;

}  // namespace linehaul
