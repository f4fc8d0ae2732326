-- The guide's tree to Word: kinds of blocks as paragraph styles, room to write, pages.

local STYLES = {
  lead = 'Lead', facts = 'Facts', hint = 'Hint', needs = 'Hint', aside = 'Aside',
  ['own-note'] = 'Own Note', ['break'] = 'Rest', source = 'Hint', private = 'Hint',
  pointer = 'Hint', ['notes-label'] = 'Facts', dated = 'Field Label', ['field-label'] = 'Field Label',
}
local NO_BREAK_SPACE = '\194\160'

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

local function escaped(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

local function language_of(inlines)
  local first = inlines[1]
  return first and first.t == 'Span' and first.attributes.lang
end

-- A tenth of the hue on white.
local function tint(color)
  return (color:gsub('%x%x', function(part)
    return string.format('%02X', math.floor(255 - (255 - tonumber(part, 16)) * 0.12 + 0.5))
  end))
end

-- pandoc's writer gives headings neither pages nor bands: these are written by ourselves.
local bookmarks = 100000
local function drawn(header)
  local properties = string.format('<w:pStyle w:val="Heading%d"/>', header.level)
  if header.classes:includes('new-page') and not header.attributes.kicker then
    properties = properties .. '<w:pageBreakBefore/>'
  end
  local color = header.classes:includes('module') and header.attributes.color
  if color then
    properties = properties .. string.format(
      '<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="%s"/></w:pBdr>'
        .. '<w:shd w:val="clear" w:color="auto" w:fill="%s"/>', color:upper(), tint(color)
    )
  end
  local language = language_of(header.content)
  local run = language and string.format('<w:rPr><w:lang w:val="%s"/></w:rPr>', language) or ''
  bookmarks = bookmarks + 1
  return pandoc.RawBlock('openxml', string.format(
    '<w:p><w:pPr>%s</w:pPr><w:bookmarkStart w:id="%d" w:name="%s"/>'
      .. '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r><w:bookmarkEnd w:id="%d"/></w:p>',
    properties, bookmarks, header.identifier, run,
    escaped(pandoc.utils.stringify(header.content)), bookmarks
  ))
end

local function kicker(words)
  return pandoc.RawBlock('openxml', string.format(
    '<w:p><w:pPr><w:pStyle w:val="Kicker"/><w:pageBreakBefore/></w:pPr>'
      .. '<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>', escaped(words)
  ))
end

local chapters = pandoc.Blocks({})

function Header(header)
  if header.identifier == '' then
    return nil
  end
  if header.level == 1 then
    local link = pandoc.Link(header.content, '#' .. header.identifier)
    chapters:insert(pandoc.Para({ link }))
  end
  local blocks = pandoc.Blocks({ drawn(header) })
  if header.attributes.kicker then
    blocks:insert(1, kicker(header.attributes.kicker))
  end
  return blocks
end

local function marked(div, sign)
  local blocks = pandoc.Blocks({})
  for _, item in ipairs(div.content[1].content) do
    local content = pandoc.Inlines({ pandoc.Str(sign), pandoc.Str(NO_BREAK_SPACE .. NO_BREAK_SPACE) })
    content:extend(item[1].content)
    blocks:insert(pandoc.Para(content))
  end
  return styled(blocks, 'Compact')
end

function Div(div)
  if div.classes:includes('lines') then
    local blocks = pandoc.Blocks({})
    for _ = 1, tonumber(div.attributes.count) do
      blocks:insert(pandoc.Para({ pandoc.Str(NO_BREAK_SPACE) }))
    end
    return styled(blocks, 'Writing Line')
  end
  if div.classes:includes('boxes') then
    return marked(div, '☐')
  end
  if div.classes:includes('circles') then
    return marked(div, '○')
  end
  for class, style in pairs(STYLES) do
    if div.classes:includes(class) then
      div.attributes['custom-style'] = style
      return div
    end
  end
end

function Span(span)
  if span.classes:includes('date-line') then
    return pandoc.Str(string.rep('_', 24))
  end
end

function Image(image)
  image.src = image.src:gsub('%.svg$', '.png')
  image.attributes.height = nil
  image.attributes.width = '6.4in'
  return image
end

-- Empty cells are as high as a hand needs.
function Table(element)
  element.caption = pandoc.Caption()
  if not element.classes:includes('form') then
    return element
  end
  element.attributes['custom-style'] = 'Form Table'
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        if #cell.contents == 0 then
          cell.contents = { styled({ pandoc.Para({ pandoc.Str(NO_BREAK_SPACE) }) }, 'Room') }
        end
      end
    end
  end
  return element
end

local FEW_CHAPTERS = 3

function Pandoc(document)
  if #chapters > FEW_CHAPTERS then
    document.blocks:insert(1, styled(chapters, 'Compact'))
    document.blocks:insert(1, styled({ pandoc.Para(document.meta['contents-word']) }, 'Kicker'))
  end
  document.blocks:insert(1, styled({ pandoc.Para(document.meta.kicker) }, 'Kicker'))
  return document
end
