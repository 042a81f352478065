#include "tagging/tag.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/text_buffer.h"

using linehaul::Tag;
using linehaul::TagLimits;
using linehaul::TagList;

namespace {

/// `gl=6110` has a value, `gl` has none; the JSON is the text itself, which is enough to see which tag it is.
Tag tag(std::string_view text, bool is_added = true) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return {text, "", false, text, is_added};
  return {text.substr(0, equals), text.substr(equals + 1), true, text, is_added};
}

TagList list_of(const std::vector<std::string_view>& texts) {
  std::vector<Tag> tags;
  for (const auto text : texts) tags.push_back(tag(text, false));
  TagList list;
  list.start(tags);
  return list;
}

std::string text(const TagList& list) {
  linehaul::TextBuffer out;
  list.append_json(out);
  return std::string(out.view());
}

}  // namespace

TEST_CASE("one tag per name, in the order of first adding, whatever its case") {
  TagList list = list_of({});
  CHECK(text(list) == "[]");
  for (const std::string_view added : {"a", "gl=1", "z", "GL=2", "A", "z=3"}) list.add(tag(added));
  CHECK(text(list) == "[A,GL=2,z=3]");
  list.remove("gL");
  CHECK(text(list) == "[A,z=3]");
  list.remove("nothing");
  list.add(tag("gl"));
  CHECK(text(list) == "[A,z=3,gl]");
}

TEST_CASE("adding what is there changes nothing") {
  TagList list = list_of({"a", "gl=1"});
  list.add(tag("a"));
  list.add(tag("gl=1"));
  CHECK(text(list) == "[a,gl=1]");
  CHECK_FALSE(list.is_changed());
  list.add(tag("gl=2"));
  CHECK(list.is_changed());
  list.add(tag("gl=1"));
  CHECK_FALSE(list.is_changed());
}

TEST_CASE("an empty value, no value and another order are differences") {
  TagList list = list_of({"a", "b"});
  list.add(tag("a="));
  CHECK(list.is_changed());
  list.add(tag("a"));
  CHECK_FALSE(list.is_changed());
  list.remove("a");
  list.add(tag("a"));
  CHECK(text(list) == "[b,a]");
  CHECK(list.is_changed());
}

TEST_CASE("the limit drops added tags from the end and leaves those that were there") {
  TagList list = list_of({"a", "b", "c"});
  for (const std::string_view added : {"x", "y", "b=new"}) list.add(tag(added));
  CHECK(list.limit(4) == 1);
  CHECK(text(list) == "[a,b=new,c,x]");
  list.settle();
  CHECK(list.limit(2) == 0);  // what is left counts as there
  list.add(tag("z"));
  CHECK(list.limit(2) == 1);
  CHECK(text(list) == "[a,b=new,c,x]");
}

TEST_CASE("tags that were there pass the limit also where they were taken away between") {
  TagList list = list_of({"a", "b", "c"});
  list.clear();
  for (const std::string_view added : {"x", "a", "b", "c"}) list.add(tag(added));
  CHECK(list.limit(2) == 1);
  CHECK(text(list) == "[a,b,c]");
  CHECK_FALSE(list.is_changed());
}

TEST_CASE("a limit of nothing") {
  TagList list = list_of({});
  list.add(tag("a"));
  CHECK(list.limit(0) == 1);
  CHECK(list.empty());
}

TEST_CASE("more tags than any limit allows: values can still be replaced, and nothing there is lost") {
  std::vector<std::string> names;
  for (int i = 0; i < 1500; ++i) names.push_back("t" + std::to_string(i));
  TagList list = list_of({names.begin(), names.end()});
  list.add(tag("t7=new"));
  list.add(tag("t8"));
  CHECK(list.contains("t7:new"));
  CHECK(list.limit(10) == 0);
  list.clear();
  for (const std::string& name : names) list.add(tag(name));
  CHECK(list.limit(10) == 0);
  CHECK_FALSE(list.is_changed());
}

TEST_CASE("a name, or a name with its value") {
  const TagList list = list_of({"Fuel", "gl=6110", "a:b=c:d", "x:y"});
  for (const std::string_view found : {"fuel", "FUEL", "gl", "GL:6110", "a:b", "A:B:c:d", "x:y"}) {
    CAPTURE(found);
    CHECK(list.contains(found));
  }
  for (const std::string_view missing :
       {"fue", "fuel:", "gl:", "gl:611", "gl:61100", "a", "a:b:C:d", "a:b:c", "x", "y", ""}) {
    CAPTURE(missing);
    CHECK_FALSE(list.contains(missing));
  }
}

TEST_CASE("names of tags") {
  const TagLimits limits;
  for (const std::string_view good : {"a", "Z", "0", "_", "-", ":", "abcdefghijklmnopqrstuvwxy", "a:b-c_D"}) {
    CAPTURE(good);
    CHECK(limits.complaint(good).empty());
  }
  for (const std::string_view bad :
       {"", " ", "a b", "é", "a.b", "a/b", "a\n", "abcdefghijklmnopqrstuvwxyz", "{"}) {
    CAPTURE(bad);
    CHECK_FALSE(limits.complaint(bad).empty());
  }
  CHECK(limits.spelling("GL:X") == "gl:x");
  const TagLimits any{10, 3, true};
  CHECK(any.complaint("é ß").empty());
  CHECK_FALSE(any.complaint("é ßx").empty());
  CHECK_FALSE(any.complaint("").empty());
  CHECK(any.spelling("GL É") == "GL É");
}
