#pragma once

namespace linehaul {

// What --help prints, within 24 lines of 80 columns where it can; kSummary is for linehaul alone.
extern const char* const kSummary;
extern const char* const kNormalizeHelp;
extern const char* const kCheckHelp;
extern const char* const kExplainHelp;
extern const char* const kFormatsHelp;
extern const char* const kRecordsHelp;

}  // namespace linehaul
