-- The guide's tree to HTML: figures inline, tables that say what their heads head, room to write.

local function escaped(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

-- Colors come from our own list, as six digits.
function Header(header)
  if header.identifier == '' then
    -- Nothing links to it: it stays out of the contents.
    header.classes:extend({ 'unnumbered', 'unlisted' })
  end
  if header.attributes.color then
    header.attributes.style = '--hue:#' .. header.attributes.color
    header.attributes.color = nil
  end
  if header.attributes.kicker then
    header.content:insert(1, pandoc.Span(header.attributes.kicker, pandoc.Attr('', { 'kicker' })))
    header.content:insert(2, pandoc.Space())
    header.attributes.kicker = nil
  end
  return header
end

function Image(image)
  local file = assert(io.open(image.src, 'r'))
  local svg = file:read('a')
  file:close()
  local alt = escaped(pandoc.utils.stringify(image.caption))
  svg = svg:gsub('<svg ', '<svg role="img" aria-label="' .. alt:gsub('%%', '%%%%') .. '" ', 1)
  return pandoc.RawInline('html', '<span class="drawing">' .. svg .. '</span>')
end

function Table(element)
  for _, row in ipairs(element.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = 'col'
    end
  end
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      if #row.cells[1].contents == 0 then
        -- A head without words heads nothing.
        body.row_head_columns = 0
      end
    end
    for _, row in ipairs(body.body) do
      if body.row_head_columns == 1 then
        row.cells[1].attr.attributes.scope = 'row'
      end
    end
  end
  local name = pandoc.utils.stringify(element.caption.long)
  local attributes = { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', name } }
  return pandoc.Div(element, pandoc.Attr('', { 'table-scroll' }, attributes))
end

function Div(div)
  if div.classes:includes('lines') then
    local lines = string.rep('<span></span>', tonumber(div.attributes.count))
    return pandoc.RawBlock('html', '<div class="lines" aria-hidden="true">' .. lines .. '</div>')
  end
end
