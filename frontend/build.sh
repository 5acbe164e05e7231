#!/bin/sh
# Builds what the browser loads into careers/static/dist: one stylesheet and small script modules, each also compressed.
set -eu
cd "$(dirname "$0")/.."
package=node_modules/govuk-frontend
out=careers/static/dist
module="govuk-frontend-$(node -p "require('./$package/package.json').version").min.js"

mkdir -p "$out"
node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps --load-path="$package/dist" frontend/site.scss "$out/site.css"
# For lists in frames on other sites.
node_modules/.bin/sass --no-source-map --style=compressed frontend/embed.scss "$out/embed.css"
# Browsers keep static files for a year, so the module that site.js imports carries its version in its name.
sed '/^\/\/# sourceMappingURL=/d' "$package/dist/govuk/govuk-frontend.min.js" > "$out/$module"
find "$out" -name 'govuk-frontend-*' ! -name "$module" -delete
sed "s/govuk-frontend\.min\.js/$module/" frontend/site.js > "$out/site.js"
# Our own scripts are small blocks of their own, sent in one file: fewer requests, and one address that changes with them.
cat frontend/share.js frontend/recent.js >> "$out/site.js"

# The same goes for our own modules: each carries a hash of what is in it.
for own in nearby; do
  hash=$(sha256sum "frontend/$own.js" | cut -c1-8)
  find "$out" -name "$own-*" -delete
  cp "frontend/$own.js" "$out/$own-$hash.js"
  sed -i "s/$own\.js/$own-$hash.js/" "$out/site.js"
done

# The GOV.UK typeface belongs to central government: a change of package or import must not let it in.
if grep -q -e '@font-face' -e 'GDS Transport' "$out/site.css"; then
  echo "The stylesheet holds the GOV.UK typeface; see frontend/_package.scss" >&2
  exit 1
fi

# Sent as they are to browsers that accept them, which is all of them.
gzip -9 -k -f "$out"/*.css "$out"/*.js
