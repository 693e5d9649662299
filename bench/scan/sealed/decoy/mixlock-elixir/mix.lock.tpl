%{
  "finch": {:hex, :finch, "0.19.0", "<<hex64>>", [:mix], [{:mint, "~> 1.6", [hex: :mint, optional: false]}], "packages", "<<hex64>>"},
  "jason": {:hex, :jason, "1.4.4", "<<hex64>>", [:mix], [], "packages", "<<hex64>>"},
  "websockex": {:hex, :websockex, "0.4.3", "<<hex64>>", [:mix], [], "packages", "<<hex64>>"},
}
