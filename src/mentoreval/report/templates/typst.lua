-- Markdown to Typst: alternative texts on images, our kinds of blocks, table heads and widths.

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

local function rendered(blocks)
  return (pandoc.write(pandoc.Pandoc(blocks), 'typst'):gsub('%s+$', ''))
end

-- pandoc's Typst writer leaves the alternative text of an image out.
function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline(
    'typst',
    string.format('#image(%s, width: 100%%, alt: %s)', quoted(image.src), quoted(alt))
  )
end

local CALLS = { lead = true, notes = true, banner = true, aside = true }

local function key_figures(list)
  local cards = {}
  for _, item in ipairs(list.content) do
    table.insert(cards, '[' .. rendered(item) .. ']')
  end
  return pandoc.RawBlock('typst', '#key-figures(' .. table.concat(cards, ', ') .. ')')
end

function Div(div)
  if div.classes:includes('key-figures') then
    return key_figures(div.content[1])
  end
  if div.classes:includes('figure-data') then
    return {}
  end
  if div.classes:includes('page-break') then
    return pandoc.RawBlock('typst', '#pagebreak(weak: true)')
  end
  for name in pairs(CALLS) do
    if div.classes:includes(name) then
      local blocks = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. name .. '[') })
      blocks:extend(div.content)
      blocks:insert(pandoc.RawBlock('typst', ']'))
      return blocks
    end
  end
end

local MANY_COLUMNS, FEW_ROWS = 7, 16

local function inside(name, element)
  return { pandoc.RawBlock('typst', '#' .. name .. '['), element, pandoc.RawBlock('typst', ']') }
end

-- A table of many columns is set in smaller type; a short one stays on one page.
function Table(element)
  local rows = 0
  for _, body in ipairs(element.bodies) do
    rows = rows + #body.body
  end
  if #element.colspecs > MANY_COLUMNS then
    return inside('wide-table', element)
  end
  return rows <= FEW_ROWS and inside('short-table', element) or nil
end
