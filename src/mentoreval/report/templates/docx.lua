-- Markdown to Word: our kinds of blocks as paragraph styles, tables over the whole width.

local STYLES = {
  lead = 'Lead', notes = 'Notes', banner = 'Banner', aside = 'Aside',
  ['key-figures'] = 'Key Figure',
}

function Div(div)
  -- Only a page can fold a figure's numbers away; Word breaks pages by its reader's fonts.
  if div.classes:includes('figure-data') or div.classes:includes('page-break') then
    return {}
  end
  if div.classes:includes('key-figures') then
    local blocks = pandoc.Blocks({})
    for _, item in ipairs(div.content[1].content) do
      for _, block in ipairs(item) do
        blocks:insert(pandoc.Para(block.content))
      end
    end
    div.content = blocks
  end
  for class, style in pairs(STYLES) do
    if div.classes:includes(class) then
      div.attributes['custom-style'] = style
      return div
    end
  end
end

-- Word shows no SVG everywhere: the same figure lies beside it as PNG.
function Image(image)
  image.src = image.src:gsub('%.svg$', '.png')
  image.attributes.width = '4.5in'
  return image
end

-- Word keeps the widths it is given: columns of figures get what they need, words share the rest.
-- Letters on a line in the type of tables, and in the smaller one of tables with many columns.
local LINE, SMALL_LINE, MANY_COLUMNS = 108, 128, 8
local MOST, LEAST = 60, 20

local function longest_word(text)
  local length = 0
  for word in text:gmatch('%S+') do
    length = math.max(length, utf8.len(word))
  end
  return length
end

-- Letters a column needs to show every cell on one line; its head may break between words.
local function needed(element, index)
  local length = 0
  for _, row in ipairs(element.head.rows) do
    length = math.max(length, longest_word(pandoc.utils.stringify(row.cells[index].contents)))
  end
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      local cell = #row.cells == #element.colspecs and row.cells[index]
      length = math.max(length, cell and utf8.len(pandoc.utils.stringify(cell.contents)) or 0)
    end
  end
  return math.min(length, MOST) + 3
end

local function set_widths(element, line)
  local widths, figures, words, total = {}, 0, 0, 0
  for index, spec in ipairs(element.colspecs) do
    widths[index] = needed(element, index)
    if spec[1] == 'AlignRight' then
      figures = figures + widths[index]
    else
      words = words + widths[index]
    end
  end
  local shrink = words > 0 and math.min(1, (line - figures) / words) or 1
  for index, spec in ipairs(element.colspecs) do
    if spec[1] ~= 'AlignRight' then
      widths[index] = math.max(math.min(LEAST, widths[index]), widths[index] * shrink)
    end
    total = total + widths[index]
  end
  for index, spec in ipairs(element.colspecs) do
    element.colspecs[index] = { spec[1], widths[index] / math.max(total, line) }
  end
end

local function in_small_type(rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      local style = pandoc.Attr('', {}, { ['custom-style'] = 'Compact Small' })
      cell.contents = { pandoc.Div(cell.contents, style) }
    end
  end
end

function Table(element)
  local is_wide = #element.colspecs > MANY_COLUMNS
  set_widths(element, is_wide and SMALL_LINE or LINE)
  if is_wide then
    in_small_type(element.head.rows)
    for _, body in ipairs(element.bodies) do
      in_small_type(body.body)
    end
  end
  return element
end

-- The banner stands first; the running head repeats it on every page.
function Pandoc(document)
  local banner = document.meta.banner
  if banner then
    local div = pandoc.Div(pandoc.Para(banner), pandoc.Attr('', {}, { ['custom-style'] = 'Banner' }))
    document.blocks:insert(1, div)
  end
  return document
end
