module promc.dev/oracle/regex

go 1.22
