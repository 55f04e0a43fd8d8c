#!/bin/sh
# What `make demo` shows: real questions on the plans that come with kgraph.
# Usage: sh docs/demo.sh PATH-TO-KGRAPH
set -eu
kgraph=$1

ask() {
    printf '\n── %s\n\n$ kgraph' "$1"
    shift
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9:.-]*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n\n'
    "$kgraph" "$@"
}

echo "kgraph answers questions about two real plans: Sogndal's strategic plan and Sogn's action plan 2018,"
echo "with their actors, their money and the UN Sustainable Development Goals."

ask "Which measures support which UN goals?" \
    ask "measures under sogn:2 that support which SDG goals" --format table
ask "On what evidence does one of them do so?" \
    why sogn:2.3-M1 support sdg:10 --format table
ask "Which sub-strategies does no measure reach?" \
    ask "sub-strategies without measures" --format table
ask "How much money does each effort have?" \
    ask "count and sum budget of measures per effort" --format table
ask "The same in Nynorsk, as the planners ask:" \
    ask "tel og summer budsjett av tiltak per satsing" --format table
ask "What do the plans want that nothing serves? One of some thirty rules:" \
    gaps --plan sogndal --rule focus-area-without-measure --format table
ask "What hangs together with what?" \
    coverage "focus areas" "SDG goals" --plan sogndal --format table

cat <<END

── Done. kgraph was installed into .venv, built the graph of the plans in data/, and answered from it.

Try next, in English, Nynorsk or Bokmål:
  $kgraph ask "SDG goals without measures"
  $kgraph ask "kven har ansvar for (tiltak under sogn:4)"
  $kgraph ask 'measure "Sognebåten"'
  $kgraph ask "count measures per focus area by SDG goal" --format excel --output matrix.csv
  $kgraph queries                # questions to run by their name
  $kgraph run sdg-goals-without-measures
  $kgraph gaps --lang nn                   # all that is missing, with reasons and advice
  $kgraph report --output report.html      # what goes to the council; .docx and .xlsx too
  $kgraph serve --open                     # all of it in the browser
  $kgraph export sankey flow.svg --plan sogn
  $kgraph                        # one question after another, with completion
END
