-- Markdown to HTML: figures inline, tables that say what their heads head and scroll by themselves.

local function escaped(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

-- The drawing itself, which names and describes itself; the page sets its size.
function Image(image)
  local file = assert(io.open(image.src, 'r'))
  local svg = file:read('a')
  file:close()
  -- The picture has one name; the roles that Vega gives its groups would ask for one each.
  svg = svg:gsub(' role="graphics%-%a+"', ''):gsub(' aria%-roledescription="[^"]*"', '')
  return pandoc.RawInline('html', svg)
end

local function mark_heads(element)
  for _, row in ipairs(element.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = 'col'
    end
  end
  for _, body in ipairs(element.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attr.attributes.scope = 'row'
    end
  end
end

-- The words of a caption that stand in bold: its number and title.
local function title_of(caption)
  local first = caption[1] and caption[1].content[1]
  return pandoc.utils.stringify(first and first.t == 'Strong' and first or caption)
end

function Table(element)
  mark_heads(element)
  local name = title_of(element.caption.long)
  -- A caption keeps its place while a wide table scrolls.
  element.caption.long = { pandoc.Div(element.caption.long, pandoc.Attr('', { 'pinned' })) }
  -- Pairs, not keys: their order in the file is fixed.
  local attributes = { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', name } }
  return pandoc.Div(element, pandoc.Attr('', { 'table-scroll' }, attributes))
end

-- A figure's numbers, one click away.
function Div(div)
  if not div.classes:includes('figure-data') then
    return nil
  end
  local name
  div:walk({ Table = function(element) name = pandoc.utils.stringify(element.caption.long) end })
  local blocks = pandoc.Blocks({
    pandoc.RawBlock('html', '<details><summary>' .. escaped(name) .. '</summary>'),
  })
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock('html', '</details>'))
  return blocks
end
